import type { Extent } from '../../raster';

/** Whether a label may spread from one pixel to its neighbour, both by index. */
export type MayStep = (from: number, to: number) => boolean;

/**
 * Spreads labels over pixels that have none, in place, each step to the four neighbours: a pixel gets the label that
 * reaches it in the fewest steps, and of several the smallest, so that a mirrored plane grows to the mirror image. Breadth
 * first from all labelled pixels at once. `labels` H×W, 0 where there is none; allocates a queue of the same size. Cost: each
 * pixel enters the queue at most once.
 */
export function growLabels(labels: Int32Array, extent: Extent, mayStep: MayStep): void {
  const { width } = extent;
  const queue = new Int32Array(labels.length);
  let end = queueByLabel(labels, queue);
  const step = (from: number, to: number): void => {
    if (labels[to] !== 0 || !mayStep(from, to)) return;
    labels[to] = labels[from];
    queue[end++] = to;
  };
  for (let next = 0; next < end; next += 1) {
    const from = queue[next];
    const x = from % width;
    if (x > 0) step(from, from - 1);
    if (x < width - 1) step(from, from + 1);
    if (from >= width) step(from, from - width);
    if (from < labels.length - width) step(from, from + width);
  }
}

/** Smallest label first: breadth first, whole steps keep that order. Returns how many pixels wait. */
function queueByLabel(labels: Int32Array, queue: Int32Array): number {
  const most = labels.reduce((a, b) => Math.max(a, b), 0);
  const places = new Int32Array(most + 2);
  for (const label of labels) if (label !== 0) places[label + 1] += 1;
  for (let label = 1; label < places.length; label += 1) places[label] += places[label - 1];
  for (let i = 0; i < labels.length; i += 1) if (labels[i] !== 0) queue[places[labels[i]]++] = i;
  return places[most];
}
