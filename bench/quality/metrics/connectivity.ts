import { areaOf, type Extent } from '../../../src/raster';
import { largestComponent } from './largest-component';

const STEPS = 10;
const THETA = 0.15;

/**
 * The connectivity error of alphamatting.com (Rhemann et al., CVPR 2009), in thousands of pixels: thresholds 0, 0.1 … 1,
 * theta 0.15. A pixel is connected up to the last threshold before it first falls out of the largest 4-connected region in
 * which both mattes reach the threshold; what a matte has above that counts as detached: φ = 1 − d where d ≥ theta, else 1.
 * The error is Σ |φ(alpha) − φ(truth)|. Borrows both; costs ten labellings.
 */
export function connectivityError(
  alpha: Float32Array,
  truth: Float32Array,
  extent: Extent,
): number {
  const connectedUpTo = connectedLevels(alpha, truth, extent);
  let sum = 0;
  for (let i = 0; i < alpha.length; i += 1) {
    const level = connectedUpTo[i] / STEPS;
    sum += Math.abs(detached(alpha[i] - level) - detached(truth[i] - level));
  }
  return sum / 1000;
}

function detached(above: number): number {
  return above >= THETA ? above : 0;
}

/** For each pixel, the last threshold (in steps) before it first falls out of the common region. */
function connectedLevels(alpha: Float32Array, truth: Float32Array, extent: Extent): Uint8Array {
  const levels = new Uint8Array(areaOf(extent)).fill(STEPS);
  const isSettled = new Uint8Array(levels.length);
  const isCommon = new Uint8Array(levels.length);
  for (let step = 1; step <= STEPS; step += 1) {
    // In the mattes' own precision: 0.7 is not below 0.7.
    const threshold = Math.fround(step / STEPS);
    for (let i = 0; i < isCommon.length; i += 1)
      isCommon[i] = Math.min(alpha[i], truth[i]) >= threshold ? 1 : 0;
    const region = largestComponent(isCommon, extent);
    for (let i = 0; i < levels.length; i += 1) {
      if (isSettled[i] || region[i]) continue;
      isSettled[i] = 1;
      levels[i] = step - 1;
    }
  }
  return levels;
}
