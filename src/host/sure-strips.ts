import type { Bounds } from '../raster';

/** Reads of more pixels at full resolution are reported to come back smaller without a word. */
const MAX_SURE_PIXELS = 4_000_000;

/** Bounds cut into whole rows from top to bottom, each small enough for one read that comes as it is. */
export function planSureStrips(bounds: Bounds): Bounds[] {
  const rows = Math.max(1, Math.floor(MAX_SURE_PIXELS / bounds.width));
  return Array.from({ length: Math.ceil(bounds.height / rows) }, (_, index) => ({
    ...bounds,
    top: bounds.top + index * rows,
    height: Math.min(rows, bounds.height - index * rows),
  }));
}
