import type { Extent } from '../../raster';

/** Of a pixel. */
const PARTS = 1024;
const DIAGONAL = Math.round(Math.SQRT2 * PARTS) / PARTS;

/**
 * Union of discs: for each pixel the largest of `reach(p) − distance(p, pixel)` over all pixels p, which is above 0
 * exactly where a disc covers it. `reach` in pixels, −Infinity where no disc stands; H×W.
 * Distances are chamfer distances (Borgefors, Distance transformations in digital images, 1986): steps of 1 and √2, at
 * most 8 % longer than the straight line. All lengths are whole multiples of 1/1024 pixel, √2 too, so that no sum is
 * rounded and the mirrored picture has the mirrored depth. Two passes whatever the radii. Takes and returns `reach`.
 */
export function spreadReach(reach: Float32Array, { width, height }: Extent): Float32Array {
  for (let i = 0; i < reach.length; i += 1) reach[i] = Math.round(reach[i] * PARTS) / PARTS;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) takeFrom(reach, width, { x, y, step: -1, isEdge: y === 0 });
  for (let y = height - 1; y >= 0; y -= 1)
    for (let x = width - 1; x >= 0; x -= 1)
      takeFrom(reach, width, { x, y, step: 1, isEdge: y === height - 1 });
  return reach;
}

function takeFrom(
  reach: Float32Array,
  width: number,
  { x, y, step, isEdge }: { x: number; y: number; step: 1 | -1; isEdge: boolean },
): void {
  const i = y * width + x;
  let best = reach[i];
  const hasBehind = step < 0 ? x > 0 : x + 1 < width;
  if (hasBehind) best = Math.max(best, reach[i + step] - 1);
  if (!isEdge) {
    const row = i + step * width;
    best = Math.max(best, reach[row] - 1);
    if (x > 0) best = Math.max(best, reach[row - 1] - DIAGONAL);
    if (x + 1 < width) best = Math.max(best, reach[row + 1] - DIAGONAL);
  }
  reach[i] = best;
}
