import type { MatteReport, ProviderFallback, RunReport } from '../engine';
import type { Quality } from '../models';
import { messageFor, needsALook, toOffcutError, type OffcutError } from '../support';

/** Milliseconds by stage; `load` only where the models were loaded for this picture. */
export interface StageTimes {
  readonly read: number;
  readonly load?: number;
  readonly preprocess: number;
  readonly inference: number;
  /** 0 where no subject was found. */
  readonly refine: number;
  readonly postprocess: number;
  readonly write: number;
  readonly total: number;
}

/** What the matte is made of, as it was chosen. */
export interface IslandCounts {
  /** Parts that stay and stand alone. */
  readonly subjects: number;
  /** Holes that are open. */
  readonly holes: number;
  /** Enclosed areas that may be background but stay solid. */
  readonly possibleHoles: number;
}

/** What happened to one picture: the line of --json. */
export interface CutOutReport {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly quality: Quality;
  /** Ids of the networks, in the order in which they ran. */
  readonly models: readonly string[];
  readonly provider: RunReport['provider'];
  readonly threads: number;
  /** Names GPU, driver and runtime; only where there is a GPU. */
  readonly driver?: string;
  /** Why the CPU ran where the GPU was to. */
  readonly fallback?: ProviderFallback;
  /** The runtime's memory after the run, in bytes: it only grows. */
  readonly wasmBytes: number;
  readonly ms: StageTimes;
  /** Mean of the matte, in [0, 1]. */
  readonly coverage: number;
  /** How much the mask needs a human eye, in [0, 1]. */
  readonly uncertainty: number;
  /** Pixels of the networks' matte that were veiled and have become solid. */
  readonly repairedPixels: number;
  readonly islands: IslandCounts;
  readonly warnings: readonly string[];
  /** Files that were written. */
  readonly outputs: readonly string[];
}

/** Why one picture failed: the line of --json. `detail` is for a log: it says what exactly was wrong. */
export interface FailureReport {
  readonly file: string;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly nextStep: string;
    readonly detail: string;
  };
}

export function toFailureReport(file: string, thrown: unknown): FailureReport {
  const error = toOffcutError(thrown);
  const { summary, nextStep } = wordsFor(error);
  return { file, error: { code: error.code, message: summary, nextStep, detail: error.message } };
}

export function describeDevice({
  provider,
  threads,
  driver,
  fallback,
  wasmBytes,
}: RunReport): Pick<CutOutReport, 'provider' | 'threads' | 'driver' | 'fallback' | 'wasmBytes'> {
  return {
    ...{ provider, threads, wasmBytes },
    ...(driver === undefined ? {} : { driver }),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** Why the CPU runs, for a person who asked for the GPU. */
export function describeFallback({ code, reason }: ProviderFallback): string {
  const why = code === 'no-webgpu' ? 'the runtime has no WebGPU here' : 'it cannot be used';
  return `The GPU was asked for and the CPU runs: ${why} (${code}: ${reason})`;
}

export function countIslands(islands: MatteReport['islands']): IslandCounts {
  const count = (isCounted: (island: MatteReport['islands'][number]) => boolean): number =>
    islands.filter(isCounted).length;
  return {
    subjects: count(({ kind, isKept }) => kind === 'subject' && isKept),
    holes: count(({ kind, isKept }) => kind !== 'subject' && !isKept),
    possibleHoles: count(({ kind, isKept }) => kind === 'holeCandidate' && isKept),
  };
}

/** What went wrong and what to do, for a person. */
export function describeError(thrown: unknown): string {
  const error = toOffcutError(thrown);
  const { summary, nextStep } = wordsFor(error);
  return `${summary} (${error.code}: ${error.message})\n${nextStep}`;
}

/** One or more lines for a person. */
export function describeReport(report: CutOutReport | FailureReport): string {
  return 'error' in report ? describeFailure(report) : describeSuccess(report);
}

function describeFailure({ file, error }: FailureReport): string {
  return `${file}: failed\n  ${error.message} (${error.code}: ${error.detail})\n  ${error.nextStep}`;
}

function describeSuccess(report: CutOutReport): string {
  const seconds = (report.ms.total / 1000).toFixed(1);
  const coverage = `${(report.coverage * 100).toFixed(0)} % subject`;
  const networks = `${report.quality}: ${report.models.join(', ')}`;
  return [
    `${report.file}: done (${networks}, ${deviceWords(report)}, ${seconds} s, ${coverage})`,
    ...report.outputs.map((output) => `  ${output}`),
    ...report.warnings.map((warning) => `  warning: ${warning}`),
    ...(needsALook(report.uncertainty) ? [LOOK_AT_IT] : []),
  ].join('\n');
}

function deviceWords({ provider, threads }: CutOutReport): string {
  if (provider === 'webgpu') return 'GPU';
  return threads === 1 ? 'CPU, 1 thread' : `CPU, ${threads} threads`;
}

const LOOK_AT_IT = '  look at this mask: the networks were not sure what belongs to the subject';

/** The panel's words, but for those next steps that speak of Photoshop. */
function wordsFor(error: OffcutError): { readonly summary: string; readonly nextStep: string } {
  const { summary, nextStep } = messageFor(error);
  return { summary, nextStep: TWIN_NEXT_STEPS[error.code] ?? nextStep };
}

const LESS_MEMORY = 'Close other programs to free memory and try again, or choose --quality fast.';
const MEND_MODELS = 'Run “npm run models”, which lays the weights again.';
const TWIN_NEXT_STEPS: Partial<Record<OffcutError['code'], string>> = {
  'registry-invalid': MEND_MODELS,
  'model-unknown':
    'Choose another --quality, or name a folder that has its networks with --models.',
  'model-missing': MEND_MODELS,
  'model-truncated': MEND_MODELS,
  'model-altered': MEND_MODELS,
  'asset-missing': 'Run “npm ci”, which installs the runtime again.',
  'engine-start-failed': 'Use a Node that package.json allows and try --threads 1.',
  'session-failed': LESS_MEMORY,
  'inference-failed': LESS_MEMORY,
  'unexpected-output': 'Try another --quality.',
  internal: 'Try again with another picture; the words in parentheses say what went wrong.',
};
