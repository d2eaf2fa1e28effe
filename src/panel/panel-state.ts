import type {
  BatchProgress,
  BatchReport,
  Command,
  ComputerTest,
  Jobs,
  Output,
  RemovalReport,
  Target,
  Theme,
  Tier,
} from '../jobs';
import type { OffcutError, Progress } from '../support';
import { isAsking, type DiagnosticsView } from './diagnostics-state';

export type RemovalCommand = Exclude<Command, 'none' | 'diagnostics'>;

/** What the panel shows, as one value at a time. */
export type PanelState = { readonly theme: Theme } & (
  | { readonly kind: 'starting' }
  | { readonly kind: 'disconnected'; readonly error: OffcutError }
  | ReadyState
);

/** Connected: Photoshop has said what it is and what can be worked on. */
export interface ReadyState {
  readonly kind: 'ready';
  readonly theme: Theme;
  readonly jobs: Jobs;
  readonly tier: Tier;
  readonly output: Output;
  readonly target: TargetView;
  /** Open documents; 0 until they have been counted. */
  readonly documentCount: number;
  readonly activity: Activity;
  readonly computer: ComputerView;
  readonly diagnostics: DiagnosticsView;
}

export type TargetView =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'found'; readonly target: Target }
  | { readonly kind: 'missing'; readonly error: OffcutError };

/** `lastCommand` is the one that was cancelled, so that the focus can go back to its button. */
export type Activity =
  | { readonly kind: 'idle'; readonly lastCommand?: RemovalCommand }
  | {
      readonly kind: 'running';
      readonly command: RemovalCommand;
      readonly progress: RunProgress;
    }
  | { readonly kind: 'cancelling'; readonly command: RemovalCommand }
  | { readonly kind: 'done'; readonly report: RemovalReport }
  | { readonly kind: 'batchDone'; readonly report: BatchReport }
  | { readonly kind: 'failed'; readonly command: RemovalCommand; readonly error: OffcutError };

/** Of one removal, or of the one under way in a batch. */
export type RunProgress =
  | { readonly kind: 'single'; readonly inner: Progress }
  | ({ readonly kind: 'batch' } & BatchProgress);

/** What is known of this computer, and what it may keep. */
export interface ComputerView {
  /** The last removal of this session. */
  readonly lastRun?: Pick<RemovalReport, 'run' | 'totalMs'> | undefined;
  readonly test: TestView;
  /** 0 never gives memory back. */
  readonly unloadAfterMinutes: number;
}

/** A cancelled test leaves the view as it was before; `wasCancelled` is for the focus. Fractions are in [0, 1]. */
export type TestView =
  | { readonly kind: 'untested'; readonly wasCancelled?: boolean }
  | { readonly kind: 'testing'; readonly fraction: number }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'tested'; readonly test: ComputerTest }
  | { readonly kind: 'failed'; readonly error: OffcutError };

export function isTesting({ kind }: TestView): boolean {
  return kind === 'testing' || kind === 'cancelling';
}

/** Something runs already: no removal, no test and no diagnostics may begin. */
export function isOccupied({ activity, computer, diagnostics }: ReadyState): boolean {
  return isBusy(activity) || isTesting(computer.test) || isAsking(diagnostics);
}

export function isBusy({ kind }: Activity): boolean {
  return kind === 'running' || kind === 'cancelling';
}
