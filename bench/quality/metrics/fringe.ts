/** What a cut-out is made of: opacity in [0, 1], and straight colour as chunky RGB of 0…255. */
export interface CutOut {
  readonly alpha: Float32Array;
  readonly rgb: Uint8Array;
}

/** Paper colours that show a fringe: dark, light and saturated. */
const PAPERS = [
  [0, 0, 0],
  [255, 255, 255],
  [0, 255, 0],
] as const;

/**
 * The colour error at the edge, in levels of 0…255: the mean over the pixels of `zone`, over black, white and green paper
 * and over red, green and blue of |C − C*|, where C = α·F + (1 − α)·paper for the cut-out and C* the same for the true
 * one. Blended in sRGB values, as Photoshop does. `undefined` where the zone is empty. Borrows all.
 */
export function fringeError(cutOut: CutOut, truth: CutOut, zone: Uint8Array): number | undefined {
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < zone.length; pixel += 1) {
    if (zone[pixel] === 0) continue;
    sum += errorAt(cutOut, truth, pixel);
    count += 1;
  }
  return count === 0 ? undefined : sum / (count * PAPERS.length * 3);
}

function errorAt(cutOut: CutOut, truth: CutOut, pixel: number): number {
  const alpha = cutOut.alpha[pixel];
  const trueAlpha = truth.alpha[pixel];
  let sum = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const at = pixel * 3 + channel;
    const own = alpha * cutOut.rgb[at] - trueAlpha * truth.rgb[at];
    for (const paper of PAPERS) sum += Math.abs(own + (trueAlpha - alpha) * paper[channel]);
  }
  return sum;
}
