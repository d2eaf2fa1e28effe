import type { Extent } from '../../raster';
import type { Evidence } from './evidence-builder';
import type { ForegroundModel, ForegroundOptions } from './foreground-model';
import { solveLayers } from './solve-layers';

/** The layers of each colour channel, one after the other. Borrows the evidence, allocates 8 bytes per pixel and channel. */
export function solveModel(
  { width, height, alpha, alphaSquared, channels }: Evidence,
  extent: Extent,
  options: ForegroundOptions,
): ForegroundModel {
  const working = { width, height };
  return {
    extent: { width: extent.width, height: extent.height },
    working,
    layers: channels.map((channel) =>
      solveLayers({ ...working, alpha, alphaSquared, ...channel }, options),
    ),
    options,
  };
}
