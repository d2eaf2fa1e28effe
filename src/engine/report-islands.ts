import type { ChosenIsland } from '../matting';
import type { Bounds, Extent } from '../raster';
import type { IslandReport } from './engine';

/** Islands of a matte as plain data; their bounds are stretched from the matte to the source, outwards to whole pixels. */
export function reportIslands(
  islands: readonly ChosenIsland[],
  matte: Extent,
  source: Extent,
): IslandReport[] {
  return islands.map(({ id, kind, bounds, areaFraction, meanAlpha, confidence, isKept }) => ({
    ...{ id, kind, areaFraction, meanAlpha, confidence, isKept },
    bounds: stretchBounds(bounds, matte, source),
  }));
}

function stretchBounds(bounds: Bounds, from: Extent, to: Extent): Bounds {
  // Multiplied before they are divided, so that whole numbers stay whole.
  const left = Math.floor((bounds.left * to.width) / from.width);
  const top = Math.floor((bounds.top * to.height) / from.height);
  const right = Math.ceil(((bounds.left + bounds.width) * to.width) / from.width);
  const bottom = Math.ceil(((bounds.top + bounds.height) * to.height) / from.height);
  return { left, top, width: right - left, height: bottom - top };
}
