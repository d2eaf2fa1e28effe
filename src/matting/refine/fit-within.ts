import type { Extent } from '../../raster';

/** The extent, reduced in proportion so that its longer side is at most `side`; never enlarged, never below 1 pixel. */
export function fitWithin({ width, height }: Extent, side: number): Extent {
  const ratio = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}
