import type { Bounds, Extent } from '../../raster';
import type { BandPlan } from './plan-band';

/** How a source is cut into tiles. */
export interface Tiling {
  /** In source pixels. */
  readonly side: number;
  /** How far around the band pixels count as well, in pixels of the plan's grid; from 0. */
  readonly margin: number;
  /** Only this part of the source is cut, in source pixels, from its own corner on; the whole unless given. */
  readonly within?: Bounds;
}

/**
 * Squares of `side` source pixels that hold a part of the band or of its margin, or lie within a pixel of the plan's grid
 * of it, row by row; at the right and lower border they are cut. They neither overlap nor leave a part of the band out:
 * what is solved is the whole band at once, and tiles only say what is read and kept, so that no seam can come from them.
 */
export function planTiles(
  plan: BandPlan,
  extent: Extent,
  { side, margin, within = { left: 0, top: 0, ...extent } }: Tiling,
): readonly Bounds[] {
  const tiles: Bounds[] = [];
  const right = within.left + within.width;
  const bottom = within.top + within.height;
  for (let top = within.top; top < bottom; top += side)
    for (let left = within.left; left < right; left += side) {
      const width = Math.min(side, right - left);
      const height = Math.min(side, bottom - top);
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
