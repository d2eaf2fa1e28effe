import type { Environment } from '../bridge';
import type { ComputerTest, ProviderFallback, ProviderTest, RunReport } from '../engine';
import { isAbort, toOffcutError } from '../support';
import type { Log } from './log';
import type { RemovalReport } from './remove-background';
import type { BatchReport, DocumentOutcome } from './remove-background-all';
import type { StageMs } from './stopwatch';

/**
 * Waits for `work` and notes in the log what it came to: the lines for its value, that it was cancelled, or its error's
 * code and words. Settles as `work` does.
 */
export async function noting<T>(
  log: Log,
  { what, work }: { readonly what: string; readonly work: Promise<T> },
  linesOf: (value: T) => readonly string[],
): Promise<T> {
  try {
    const value = await work;
    for (const line of linesOf(value)) log.add(line);
    return value;
  } catch (thrown) {
    log.add(isAbort(thrown) ? `${what}: cancelled` : `${what}: ${errorWords(thrown)}`);
    throw thrown;
  }
}

export function environmentLine({ pluginVersion, hostVersion, surface }: Environment): string {
  return `Offcut ${pluginVersion} in Photoshop ${hostVersion}, ${surface}`;
}

/** What ran and how fast, without a word about the picture. */
export function removalLines({ tier, run, ...report }: RemovalReport): readonly string[] {
  const { stageMs, totalMs, bytesRead, bytesSent } = report;
  return [
    `Removal: ${runWords(run)}; ${tier.quality} (${run.networks.join(', ')}), passes ${run.passes}`,
    `Removal: ${ms(totalMs)} in all; ${stagesWords(stageMs)}`,
    `Removal: ${megabytes(bytesRead)} read and ${megabytes(bytesSent)} sent over the bridge, ${megabytes(run.wasmBytes)} runtime memory`,
    ...fallbackLines(run.fallback),
  ];
}

/** Documents by their place in the batch: a name is a person's. */
export function batchLines({ outcomes }: BatchReport): readonly string[] {
  return outcomes.flatMap((outcome, index) => {
    const place = `Document ${index + 1} of ${outcomes.length}`;
    return [`${place}: ${outcomeWords(outcome)}`, ...detailLines(outcome)];
  });
}

export function testLines({ tests, winner, driver }: ComputerTest): readonly string[] {
  return [
    ...tests.map((test) => `Test of ${test.provider}: ${testWords(test)}`),
    `Test: ${winner} from now on${driver === undefined ? '' : `; driver ${driver}`}`,
  ];
}

function errorWords(thrown: unknown): string {
  const { code, message } = toOffcutError(thrown);
  return message === '' ? code : `${code}: ${message}`;
}

function runWords({ provider, threads, driver }: RunReport): string {
  const device = `${provider}, threads ${threads}`;
  return driver === undefined ? device : `${device}, driver ${driver}`;
}

function stagesWords(stageMs: StageMs): string {
  return Object.entries(stageMs)
    .map(([stage, time]) => `${stage} ${ms(time)}`)
    .join(', ');
}

function fallbackLines(fallback: ProviderFallback | undefined): readonly string[] {
  if (fallback === undefined) return [];
  const since = fallback.isRemembered ? ', remembered' : '';
  return [`CPU in place of the GPU (${fallback.code}${since}): ${fallback.reason}`];
}

function outcomeWords(outcome: DocumentOutcome): string {
  return 'error' in outcome ? `${outcome.kind}, ${errorWords(outcome.error)}` : outcome.kind;
}

function detailLines(outcome: DocumentOutcome): readonly string[] {
  return outcome.kind === 'done' ? removalLines(outcome.report) : [];
}

function testWords({ runMs, meanDifference, failure }: ProviderTest): string {
  const facts = [
    ...(runMs === undefined ? [] : [ms(runMs)]),
    ...(meanDifference === undefined ? [] : [`mean difference ${meanDifference.toPrecision(2)}`]),
    ...(failure === undefined ? [] : [`${failure.code}: ${failure.reason}`]),
  ];
  return facts.join(', ');
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
