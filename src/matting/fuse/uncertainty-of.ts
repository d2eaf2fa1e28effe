import { areaOf, isSameExtent, type AlphaMatte } from '../../raster';

/** How much a matte needs a human eye. */
export interface Uncertainty {
  /** One value per pixel in [0, 1], H×W, rows from top to bottom: 0, settled; 1, undecided or disputed. */
  readonly map: Float32Array;
  /**
   * One number for the picture, in [0, 1]: the uncertain part of what may be subject. It ranks pictures; it is no
   * probability.
   */
  readonly score: number;
}

/** Alpha nearer to 0 or 1 than this is settled: 0.05–0.95 is what an eye sees as neither. */
const SETTLED = 0.05;

/**
 * Where a matte is undecided, and where the passes that it comes from disagree. A pixel's uncertainty is the larger of
 * 4α(1 − α), 0 outside 0.05–0.95, and the spread of `passes` there (largest minus smallest alpha). The score is the
 * sum of the map over that sum plus the settled subject's area: thin hair around a large head counts little, a
 * subject that is nothing but haze counts fully, and an empty matte counts 0.
 * `passes` are mattes of the matte's extent, any number of them; alpha in [0, 1]. Borrows all; allocates the map. Cost:
 * one pass over each.
 * @throws RangeError when the extents differ.
 */
export function uncertaintyOf(matte: AlphaMatte, passes: readonly AlphaMatte[] = []): Uncertainty {
  if (!passes.every((pass) => isSameExtent(pass, matte)))
    throw new RangeError(`Expected passes of ${matte.width}×${matte.height}`);
  const map = new Float32Array(areaOf(matte));
  let uncertain = 0;
  let subject = 0;
  for (let i = 0; i < map.length; i += 1) {
    map[i] = Math.max(indecisionOf(matte.alpha[i]), spreadOf(passes, i));
    uncertain += map[i];
    subject += matte.alpha[i] * (1 - map[i]);
  }
  return { map, score: uncertain === 0 ? 0 : uncertain / (uncertain + subject) };
}

function indecisionOf(alpha: number): number {
  return alpha > SETTLED && alpha < 1 - SETTLED ? 4 * alpha * (1 - alpha) : 0;
}

function spreadOf(passes: readonly AlphaMatte[], i: number): number {
  if (passes.length < 2) return 0;
  let least = 1;
  let most = 0;
  for (const { alpha } of passes) {
    least = Math.min(least, alpha[i]);
    most = Math.max(most, alpha[i]);
  }
  return most - least;
}
