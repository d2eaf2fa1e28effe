import { GOLDEN_SIDE } from '../../models';
import { stretchMatte, type AlphaMatte } from '../../raster';

/** A matte, or several, as 32×32 local means each, in [0, 1], row by row: what is compared, and small enough to keep. */
export type Pooled = Float32Array;

/** How far two pooled mattes are apart, both in [0, 1]. */
export interface Difference {
  readonly mean: number;
  readonly max: number;
}

/**
 * What providers may differ by. Their kernels add in another order, and drivers round in their own ways; half precision
 * and 8-bit weights on one provider move the means of our networks by less (docs/decisions/0025). A kernel that is wrong
 * moves them by far more: a matte of zeros by the golden coverage, a mirrored one by its edges.
 */
export const TOLERANCE: Difference = { mean: 0.01, max: 0.06 };

const EXTENT = { width: GOLDEN_SIDE, height: GOLDEN_SIDE };

/** Borrows the matte. */
export function poolMatte(matte: AlphaMatte): Pooled {
  return stretchMatte(matte, EXTENT);
}

/** As the registry holds it: one byte a mean, base64. */
export function toGolden(pooled: Pooled): string {
  return btoa(String.fromCharCode(...Array.from(pooled, (value) => Math.round(value * 255))));
}

/** The inverse of toGolden, to half a level. */
export function fromGolden(golden: string): Pooled {
  return Float32Array.from(atob(golden), (char) => char.charCodeAt(0) / 255);
}

/** NaN where one is longer than the other: nothing is then proven. Borrows both. */
export function differenceOf(pooled: Pooled, golden: Pooled): Difference {
  const length = Math.max(pooled.length, golden.length);
  const apart = Array.from({ length }, (_, i) => Math.abs((golden[i] ?? NaN) - (pooled[i] ?? NaN)));
  return {
    mean: apart.reduce((sum, each) => sum + each, 0) / apart.length,
    max: Math.max(...apart),
  };
}

export function isTolerable({ mean, max }: Difference): boolean {
  return mean <= TOLERANCE.mean && max <= TOLERANCE.max;
}
