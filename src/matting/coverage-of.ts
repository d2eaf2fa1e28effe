import type { AlphaMatte } from '../raster';

/** The mean of the matte, in [0, 1]: the part of the image that is foreground. */
export function coverageOf({ alpha }: AlphaMatte): number {
  let sum = 0;
  for (const value of alpha) sum += value;
  return sum / alpha.length;
}
