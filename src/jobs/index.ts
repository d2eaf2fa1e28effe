export { createAssetReader } from './asset-reader';
export type { BatchProgress } from './batch-progress';
export { createJobs, type Jobs } from './create-jobs';
export {
  reportText,
  type DiagnosticsAnswer,
  type DiagnosticsProgress,
  type DiagnosticsReport,
} from './diagnostics';
export { Log } from './log';
export { removeBackground, type RemovalReport, type RemovalRequest } from './remove-background';
export {
  removeBackgroundFromAll,
  type BatchReport,
  type DocumentOutcome,
} from './remove-background-all';
export { SettingsKeeper } from './settings-keeper';
export type { StageMs } from './stopwatch';
export type { JobContext, Workplace } from './workplace';
// What the panel shows and asks for, by the names of the rooms that own them.
export type { Command, DocumentSummary, Environment, Output, Target, Theme } from '../bridge';
export type {
  ComputerTest,
  FallbackCode,
  ProviderFallback,
  ProviderTest,
  RunReport,
} from '../engine';
export type { Tier } from '../models';
