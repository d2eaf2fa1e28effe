import type { OnProgress, Stage } from '../support';

const ORDER: readonly Stage[] = [
  'reading-pixels',
  'loading-model',
  'estimating',
  'refining',
  'rendering-mask',
  'cleaning-colours',
  'writing-mask',
];

/** Two stages run at once: what is reported of an earlier one than the last is left out, so that a bar never jumps back. */
export function forwardOnly(onProgress: OnProgress): OnProgress {
  let reached = 0;
  return (progress) => {
    const place = ORDER.indexOf(progress.stage);
    if (place < reached) return;
    reached = place;
    onProgress(progress);
  };
}
