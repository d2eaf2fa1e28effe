import type { Bounds, Extent } from '../../raster';
import type { BandPlan } from './plan-band';

/** How a source is cut into tiles. */
export interface Tiling {
  /** In source pixels. */
  readonly side: number;
  /** How far around the band pixels count as well, in pixels of the plan's grid; from 0. */
  readonly margin: number;
}

/**
 * Squares of `side` source pixels that hold a part of the band or of its margin, or lie within a pixel of the plan's grid
 * of it, row by row; at the right and lower border they are cut. They neither overlap nor leave a part of the band out:
 * what is solved is the whole band at once, and tiles only say what is read and kept, so that no seam can come from them.
 */
export function planTiles(
  plan: BandPlan,
  extent: Extent,
  { side, margin }: Tiling,
): readonly Bounds[] {
  const tiles: Bounds[] = [];
  for (let top = 0; top < extent.height; top += side)
    for (let left = 0; left < extent.width; left += side) {
      const width = Math.min(side, extent.width - left);
      const height = Math.min(side, extent.height - top);
      const bounds = { left, top, width, height };
      if (isNearBand(plan, extent, bounds, margin)) tiles.push(bounds);
    }
  return tiles;
}

/** Whether bounds hold a part of the band or of its margin; one pixel of the grid more, as the depth is interpolated. */
export function isNearBand(
  plan: BandPlan,
  extent: Extent,
  bounds: Bounds,
  margin: number,
): boolean {
  const across = plan.width / extent.width;
  const down = plan.height / extent.height;
  const right = Math.min(plan.width, Math.ceil((bounds.left + bounds.width) * across) + 1);
  const bottom = Math.min(plan.height, Math.ceil((bounds.top + bounds.height) * down) + 1);
  for (let y = Math.max(0, Math.floor(bounds.top * down) - 1); y < bottom; y += 1)
    for (let x = Math.max(0, Math.floor(bounds.left * across) - 1); x < right; x += 1)
      if (plan.depth[y * plan.width + x] > -margin) return true;
  return false;
}
