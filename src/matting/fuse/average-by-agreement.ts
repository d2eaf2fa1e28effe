import { boxBlur, createAlphaMatte, type AlphaMatte } from '../../raster';
import { NEARBY, type Belief } from './believe';
import { checkExtent } from './check-extent';

/** Mean distances well below this are the noise of any two networks, and say nothing about which pass is right. */
const NOISE = 0.1;

/**
 * The mean of a network's passes, each weighed by how well it agrees with a steadier network nearby: with d the mean
 * distance to the belief in a square of 5 % of the longer side to each side of the pixel, weights stand to each other as
 * 1 / (d + 0.1)², and the less the belief is trusted, the nearer they are to each other. Where all passes are about
 * right this is the plain mean; where some have lost a part of the subject, or found a part that is none, it is the
 * others. Weights add up to 1.
 * All H×W, the passes the same way round, one at least. Alpha in [0, 1]. Borrows all; allocates one matte, and a plane for
 * each pass. Cost: about three passes over each.
 * @throws RangeError when the extents differ.
 */
export function averageByAgreement(passes: readonly AlphaMatte[], belief: Belief): AlphaMatte {
  for (const pass of passes) checkExtent(belief, pass);
  const nearness = passes.map((pass) => nearnessOf(pass, belief));
  const mean = belief.trust.map((trust, i) => {
    const whole = nearness.reduce((sum, plane) => sum + plane[i], 0);
    return passes.reduce((sum, { alpha }, k) => {
      const even = 1 / passes.length;
      return sum + (even + trust * (nearness[k][i] / whole - even)) * alpha[i];
    }, 0);
  });
  return createAlphaMatte(belief, mean);
}

function nearnessOf(pass: AlphaMatte, belief: Belief): Float32Array {
  const distance = pass.alpha.map((alpha, i) => Math.abs(alpha - belief.alpha[i]));
  const radius = Math.round(NEARBY * Math.max(pass.width, pass.height));
  return boxBlur(distance, pass, radius, distance).map((d) => 1 / (d + NOISE) ** 2);
}
