import { stageName, type Progress, type Stage } from '../support';
import type { RunProgress } from './panel-state';

/** Where each stage lies on the bar of one removal, in percent. */
const SPANS: Readonly<Record<Stage, readonly [from: number, to: number]>> = {
  'reading-pixels': [0, 10],
  'loading-model': [10, 25],
  estimating: [25, 60],
  refining: [60, 85],
  'rendering-mask': [85, 91],
  'cleaning-colours': [91, 97],
  'writing-mask': [97, 100],
};

/**
 * How far a run has come, in [0, 100]. Undefined where one removal is in a stage that cannot be measured; in a batch
 * the bar then waits at the stage's beginning, for the documents before it are done.
 */
export function percentOf(progress: RunProgress): number | undefined {
  const { stage, fraction } = progress.inner;
  if (progress.kind === 'single')
    return fraction === undefined ? undefined : onBar(stage, fraction);
  const { finished, count } = progress;
  return (finished * 100 + onBar(stage, fraction ?? 0)) / count;
}

export function stageOf({ inner }: { readonly inner: Progress }): string {
  return stageName(inner.stage);
}

function onBar(stage: Stage, fraction: number): number {
  const [from, to] = SPANS[stage];
  return from + (to - from) * fraction;
}
