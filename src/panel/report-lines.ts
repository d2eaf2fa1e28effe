import type { DocumentOutcome, RemovalReport, RunReport } from '../jobs';
import { needsALook } from '../support';

/** True of every command: a run that is cancelled before anything was written ends so, any other lists its outcomes. */
export const CANCELLED_LINE = 'Cancelled. Nothing was changed.';

export const DONE_LINE = 'Background removed';

export function coverageLine({ coverage }: RemovalReport): string {
  return `The layer mask shows ${percent(coverage)} of the layer.`;
}

/** Where it ran and how long the whole job took: “CPU, 1 thread, 5.1 s”. */
export function deviceLine({ run, totalMs }: RemovalReport): string {
  const threads = run.threads === 1 ? '1 thread' : `${run.threads} threads`;
  return `${DEVICES[run.provider]}, ${threads}, ${(totalMs / 1000).toFixed(1)} s`;
}

/** What a person should do about a mask that the networks were not sure of; undefined where they were. */
export function reviewLine({ uncertainty }: RemovalReport): string | undefined {
  return needsALook(uncertainty)
    ? 'Part of the subject is uncertain. Look at the mask at 100 %.'
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

function percent(fraction: number): string {
  return fraction < 0.01 ? 'less than 1 %' : `${Math.round(fraction * 100)} %`;
}
