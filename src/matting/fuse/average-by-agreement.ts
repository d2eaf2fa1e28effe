import {
  boxBlur,
  createAlphaMatte,
  isSameExtent,
  stretchMatte,
  type AlphaMatte,
} from '../../raster';

/** What counts as nearby when two passes are weighed, as a fraction of the longer side. */
const NEARBY = 0.03;

/** Mean distances well below this are the noise of any two networks, and say nothing about which pass is right. */
const NOISE = 0.1;

/**
 * The mean of two passes of one network, each weighed by how well it agrees with a steadier network nearby: with d the
 * mean distance to the steady matte in a square of 3 % of the longer side around the pixel, weights stand to each other
 * as 1 / (d + 0.1)². Where both passes are about right this is the plain mean; where one of them has lost a part of the
 * subject, or found a part that is none, it is the other. Weights add up to 1.
 * `pass` and `other` H×W, the same way round; `steady` of any extent, stretched to it (bilinear). Alpha in [0, 1]. Borrows
 * all; allocates one matte and four planes. Cost: about eight passes.
 * @throws RangeError when the extents of the two passes differ.
 */
export function averageByAgreement(
  pass: AlphaMatte,
  other: AlphaMatte,
  steady: AlphaMatte,
): AlphaMatte {
  if (!isSameExtent(pass, other))
    throw new RangeError(
      `Expected two mattes of ${pass.width}×${pass.height} but received ${other.width}×${other.height}`,
    );
  const belief = stretchMatte(steady, pass);
  const passDistance = distanceTo(belief, pass);
  const otherDistance = distanceTo(belief, other);
  const mean = pass.alpha.map((alpha, i) => {
    const weight = (otherDistance[i] + NOISE) ** 2;
    const otherWeight = (passDistance[i] + NOISE) ** 2;
    const share = weight / (weight + otherWeight);
    return share * alpha + (1 - share) * other.alpha[i];
  });
  return createAlphaMatte(pass, mean);
}

function distanceTo(belief: Float32Array, matte: AlphaMatte): Float32Array {
  const distance = matte.alpha.map((alpha, i) => Math.abs(alpha - belief[i]));
  const radius = Math.round(NEARBY * Math.max(matte.width, matte.height));
  return boxBlur(distance, matte, radius, distance);
}
