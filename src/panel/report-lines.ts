import type { DocumentOutcome, RemovalReport, RunReport } from '../jobs';

/** True of every command: a run that is cancelled before anything was written ends so, any other lists its outcomes. */
export const CANCELLED_LINE = 'Cancelled. Nothing was changed.';

export function coverageLine({ coverage }: RemovalReport): string {
  return `The layer mask shows ${percent(coverage)} of the layer.`;
}

/** Where it ran and how long the whole job took: “CPU, 1 thread, 5.1 s”. */
export function deviceLine({ run, totalMs }: RemovalReport): string {
  const threads = run.threads === 1 ? '1 thread' : `${run.threads} threads`;
  return `${DEVICES[run.provider]}, ${threads}, ${(totalMs / 1000).toFixed(1)} s`;
}

/** “2 done, 1 skipped”: only the kinds that there are. */
export function outcomesLine(outcomes: readonly DocumentOutcome[]): string {
  return KINDS.map((kind) => ({
    kind,
    count: outcomes.filter((outcome) => outcome.kind === kind).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`)
    .join(', ');
}

const KINDS: readonly DocumentOutcome['kind'][] = ['done', 'skipped', 'failed', 'cancelled'];

const DEVICES: Readonly<Record<RunReport['provider'], string>> = { wasm: 'CPU' };

function percent(fraction: number): string {
  return fraction < 0.01 ? 'less than 1 %' : `${Math.round(fraction * 100)} %`;
}
