import type { Bounds, Extent } from '../../raster';
import { chordsOfDisc, createChordMaxima, type Part } from './chord-maxima';
import { FULL } from './harden-transition';
import { padPlane } from './pad-plane';
import { raiseToRim, rimOf } from './rim-samples';

/** Rows and columns around a pixel that a shift by `shift` pixels asks. */
export function reachOfShift(shift: number): number {
  return Math.ceil(Math.abs(shift));
}

/**
 * Moves every level set of the plane outwards along its normal by `shift` pixels, inwards below 0, in place: dilation by
 * a disc of that radius (Brockett, Maragos, IEEE Trans. Signal Processing 42, 1994), erosion below 0. As all level sets
 * move by the same distance, the profile of the transition is kept. The largest value in the disc is the largest of
 * - its whole pixels, row by row: nothing thin inside the disc is missed;
 * - bilinear samples on its rim: they give the fractions of a pixel, and the same distance in all directions.
 *
 * `plane` is 16-bit, H×W, at most 65280; beyond it the outermost rows and columns repeat. Only pixels in `runs`, along
 * rows, are looked at. Whole numbers throughout, and the samples mirror each other exactly, so that flips commute.
 * Allocates a padded copy, and for a while some planes as large as the largest run. Cost per pixel of the runs: a few
 * steps, and where the values nearby differ, 8·|shift| for the whole pixels and 64·√|shift| for the rim.
 */
export function shiftEdge(
  plane: Uint16Array,
  extent: Extent,
  runs: readonly Bounds[],
  shift: number,
): void {
  const radius = Math.abs(shift);
  // A rim sample is made of the pixels on either side of it.
  const padding = reachOfShift(shift) + 1;
  const stride = extent.width + 2 * padding;
  const source = padPlane(plane, extent, padding);
  // Shrinking the subject is growing the rest.
  if (shift < 0) for (let i = 0; i < source.length; i += 1) source[i] = FULL - source[i];
  const disc = chordsOfDisc(radius);
  const rim = rimOf(radius, stride);
  for (const run of runs) {
    const maxima = createChordMaxima({ source, stride, padding }, run, disc);
    const values = new Uint16Array(run.width);
    for (let y = 0; y < run.height; y += 1) {
      const at = (run.top + y + padding) * stride + run.left + padding;
      values.set(source.subarray(at, at + run.width));
      const bounds = maxima.nearby(y);
      for (const part of partsBelow(values, bounds)) maxima.raiseInWindow(values, part, y);
      for (const part of partsBelow(values, bounds)) raiseToRim(values, part, { source, at, rim });
      writeRow(plane, (run.top + y) * extent.width + run.left, values, shift);
    }
  }
}

/** Where values are below the largest nearby: all others cannot grow. */
function partsBelow(values: Uint16Array, bounds: Uint16Array): readonly Part[] {
  const parts: Part[] = [];
  for (let x = 0; x < values.length; x += 1) {
    if (values[x] === bounds[x]) continue;
    const from = x;
    while (x < values.length && values[x] !== bounds[x]) x += 1;
    parts.push({ from, to: x });
  }
  return parts;
}

function writeRow(plane: Uint16Array, at: number, values: Uint16Array, shift: number): void {
  if (shift > 0) plane.set(values, at);
  else for (let x = 0; x < values.length; x += 1) plane[at + x] = FULL - values[x];
}
