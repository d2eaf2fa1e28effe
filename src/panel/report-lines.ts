import type {
  ComputerTest,
  DocumentOutcome,
  FallbackCode,
  ProviderFallback,
  RemovalReport,
  RunReport,
} from '../jobs';
import { needsALook } from '../support';
import { DONE_LINES, HOLDERS } from './output-words';

/** True of every command: a run that is cancelled before anything was written ends so, any other lists its outcomes. */
export const CANCELLED_LINE = 'Cancelled. Nothing was changed.';

export function doneLine({ output }: RemovalReport): string {
  return DONE_LINES[output];
}

export function coverageLine({ output, coverage }: RemovalReport): string {
  return `${HOLDERS[output]} ${percent(coverage)} of the layer.`;
}

/** Where it ran and how long the whole job took: “GPU, 0.4 s” or “CPU, 1 thread, 5.1 s”. */
export function deviceLine({ run, totalMs }: Pick<RemovalReport, 'run' | 'totalMs'>): string {
  const threads = run.threads === 1 ? '1 thread' : `${run.threads} threads`;
  const device = deviceName(run.provider);
  const seconds = `${(totalMs / 1000).toFixed(1)} s`;
  return [device, ...(run.provider === 'wasm' ? [threads] : []), seconds].join(', ');
}

export function deviceName(provider: RunReport['provider']): string {
  return DEVICES[provider];
}

/** Why the CPU ran, in a person's words. */
export function fallbackLine({ code }: Pick<ProviderFallback, 'code'>): string {
  return FALLBACK_LINES[code];
}

/**
 * What the end of one or more runs says about the device, each line once: a fallback is news until a test of this session
 * has shown the same. Where the computer has no way to the GPU, or a test chose the CPU, nobody is told so after each run.
 */
export function deviceNotes(
  runs: readonly RunReport[],
  test: ComputerTest | undefined,
): readonly string[] {
  const fallbacks = runs.flatMap(({ fallback }) => (fallback ? [fallback] : []));
  const news = fallbacks.filter(({ code }) => !IS_NO_NEWS.has(code) && !isShownBy(test, code));
  return [...new Set(news.map(fallbackLine))];
}

export function isShownBy(test: ComputerTest | undefined, code: FallbackCode): boolean {
  return test?.tests.some(({ failure }) => failure?.code === code) ?? false;
}

/** What a person should do about a mask that the networks were not sure of; undefined where they were. */
export function reviewLine({ uncertainty }: RemovalReport): string | undefined {
  return needsALook(uncertainty)
    ? 'Part of the subject is uncertain. Look at the edges at 100 %.'
    : undefined;
}

/** All that there is to say of one document of a batch. */
export function reportLine(report: RemovalReport): string {
  const review = reviewLine(report);
  const facts = `${coverageLine(report)} ${deviceLine(report)}.`;
  return review === undefined ? facts : `${review} ${facts}`;
}

/** “2 done, 1 skipped, 1 to review”: only what there is. What is to be reviewed is done as well. */
export function outcomesLine(outcomes: readonly DocumentOutcome[]): string {
  const counts = KINDS.map((kind) => ({
    what: kind,
    count: outcomes.filter((outcome) => outcome.kind === kind).length,
  }));
  const review = { what: 'to review', count: outcomes.filter(isToReview).length };
  return [...counts, review]
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => `${count} ${what}`)
    .join(', ');
}

export function isToReview(outcome: DocumentOutcome): boolean {
  return outcome.kind === 'done' && needsALook(outcome.report.uncertainty);
}

/** What is to be reviewed comes first, the most uncertain at the top; all else stays in Photoshop's order. */
export function inOrderOfReview(outcomes: readonly DocumentOutcome[]): readonly DocumentOutcome[] {
  const urgency = (outcome: DocumentOutcome): number =>
    outcome.kind === 'done' && isToReview(outcome) ? outcome.report.uncertainty : 0;
  return [...outcomes].sort((a, b) => urgency(b) - urgency(a));
}

const KINDS: readonly DocumentOutcome['kind'][] = ['done', 'skipped', 'failed', 'cancelled'];

const DEVICES: Readonly<Record<RunReport['provider'], string>> = { webgpu: 'GPU', wasm: 'CPU' };

const FALLBACK_LINES: Readonly<Record<FallbackCode, string>> = {
  'no-webgpu': 'Photoshop gives plugins no access to the GPU here, so the CPU runs.',
  'no-adapter': 'No GPU that can be used was found, so the CPU runs.',
  'no-device': 'The GPU could not be opened, so the CPU runs.',
  'session-failed': 'The GPU could not take the network, so the CPU runs.',
  'run-failed': 'The GPU could not run the network, so the CPU runs.',
  'wrong-numbers': 'The GPU gave wrong numbers, so the CPU runs.',
  'device-lost': 'The GPU went away in the middle of a run, so the CPU runs.',
  slower: 'The CPU is faster than the GPU here, so the CPU runs.',
};

const IS_NO_NEWS: ReadonlySet<FallbackCode> = new Set<FallbackCode>(['no-webgpu', 'slower']);

function percent(fraction: number): string {
  return fraction < 0.01 ? 'less than 1 %' : `${Math.round(fraction * 100)} %`;
}
