import { boxBlur, stretchMatte, type AlphaMatte, type Extent } from '../../raster';
import { mirrorBack } from './mirror-rows';

/** What a steady network says of a picture, and how far it can be taken at its word. */
export interface Belief extends AlphaMatte {
  /** In (0, 1], H×W: 1 where both passes agree nearby. */
  readonly trust: Float32Array;
  /** How far apart both passes are, in [0, 1], H×W. */
  readonly spread: Float32Array;
}

/** What counts as nearby when passes are compared, as a fraction of the longer side. */
export const NEARBY = 0.05;

/** How fast trust falls as the passes drift apart: at a mean distance of a tenth, a fifth is left. */
const SCEPTICISM = 15;

/**
 * A steady network's two passes as one matte of `extent` (their mean), with the trust that they deserve: a network that
 * changes its mind when the picture is mirrored guesses. With d the mean distance of the passes in a square of 5 % of the
 * longer side to each side, trust is exp(−15 · d).
 * Both passes of any extent, stretched (bilinear); `mirrored` as the network gave it, not yet mirrored back. Alpha in
 * [0, 1]. Borrows both; allocates the belief and two planes more. Cost: two stretches and one box blur.
 */
export function believe(pass: AlphaMatte, mirrored: AlphaMatte, extent: Extent): Belief {
  const alpha = stretchMatte(pass, extent);
  const other = stretchMatte(mirrorBack(mirrored), extent);
  const spread = alpha.map((value, i) => Math.abs(value - other[i]));
  const radius = Math.round(NEARBY * Math.max(extent.width, extent.height));
  const trust = boxBlur(spread, extent, radius);
  for (let i = 0; i < alpha.length; i += 1) {
    alpha[i] = (alpha[i] + other[i]) / 2;
    // A blur's rounding may leave a distance just below 0.
    trust[i] = Math.min(1, Math.exp(-SCEPTICISM * trust[i]));
  }
  return { width: extent.width, height: extent.height, alpha, trust, spread };
}
