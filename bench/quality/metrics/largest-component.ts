import type { Extent } from '../../../src/raster';

/**
 * The largest 4-connected region of a mask's ones, as a mask of its own; the first in reading order of regions that are
 * equally large, empty where the mask is. Borrows the mask; allocates the region and 8 bytes a pixel of scratch.
 */
export function largestComponent(mask: Uint8Array, extent: Extent): Uint8Array {
  const labels = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  let largest = { label: 0, size: 0 };
  let label = 0;
  for (let seed = 0; seed < mask.length; seed += 1) {
    if (mask[seed] === 0 || labels[seed] !== 0) continue;
    label += 1;
    const size = flood(mask, extent, { labels, stack, seed, label });
    if (size > largest.size) largest = { label, size };
  }
  const region = new Uint8Array(mask.length);
  if (largest.size > 0)
    for (let i = 0; i < region.length; i += 1) region[i] = labels[i] === largest.label ? 1 : 0;
  return region;
}

interface Flood {
  readonly labels: Int32Array;
  /** One place for each pixel: a pixel is labelled when it is put there, so it gets there once. */
  readonly stack: Int32Array;
  readonly seed: number;
  readonly label: number;
}

/** Labels the seed's region and returns its size. */
function flood(mask: Uint8Array, { width }: Extent, { labels, stack, seed, label }: Flood): number {
  let depth = 0;
  let size = 0;
  const visit = (pixel: number): void => {
    if (mask[pixel] !== 1 || labels[pixel] !== 0) return;
    labels[pixel] = label;
    stack[depth] = pixel;
    depth += 1;
    size += 1;
  };
  visit(seed);
  while (depth > 0) {
    depth -= 1;
    const pixel = stack[depth];
    const x = pixel % width;
    if (x > 0) visit(pixel - 1);
    if (x < width - 1) visit(pixel + 1);
    visit(pixel - width);
    visit(pixel + width);
  }
  return size;
}
