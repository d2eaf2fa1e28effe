import { boxBlur, createAlphaMatte, type AlphaMatte } from '../../raster';
import { NEARBY, type Belief } from './believe';
import { checkExtent } from './check-extent';

/** Mean distances well below this are the noise of any two networks, and say nothing about which pass is right. */
const NOISE = 0.1;

/**
 * The mean of two passes of one network, each weighed by how well it agrees with a steadier network nearby: with d the
 * mean distance to the belief in a square of 5 % of the longer side to each side of the pixel, weights stand to each other
 * as 1 / (d + 0.1)², and the less the belief is trusted, the nearer they are to each other. Where both passes are about
 * right this is the plain mean; where one of them has lost a part of the subject, or found a part that is none, it is the
 * other. Weights add up to 1.
 * All three H×W, the passes the same way round. Alpha in [0, 1]. Borrows all; allocates one matte and two planes. Cost:
 * about six passes.
 * @throws RangeError when the extents differ.
 */
export function averageByAgreement(
  pass: AlphaMatte,
  other: AlphaMatte,
  belief: Belief,
): AlphaMatte {
  for (const matte of [other, belief]) checkExtent(pass, matte);
  const passDistance = distanceTo(belief, pass);
  const otherDistance = distanceTo(belief, other);
  const mean = pass.alpha.map((alpha, i) => {
    const weight = (otherDistance[i] + NOISE) ** 2;
    const otherWeight = (passDistance[i] + NOISE) ** 2;
    const share = 0.5 + belief.trust[i] * (weight / (weight + otherWeight) - 0.5);
    return share * alpha + (1 - share) * other.alpha[i];
  });
  return createAlphaMatte(pass, mean);
}

function distanceTo(belief: Belief, matte: AlphaMatte): Float32Array {
  const distance = matte.alpha.map((alpha, i) => Math.abs(alpha - belief.alpha[i]));
  const radius = Math.round(NEARBY * Math.max(matte.width, matte.height));
  return boxBlur(distance, matte, radius, distance);
}
