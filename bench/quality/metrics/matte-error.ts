/** How far a matte is from the true one, pixel by pixel, over the whole image. */
export interface MatteError {
  /** Sum of absolute differences, in thousands of pixels. */
  readonly sad: number;
  /** Mean of squared differences. */
  readonly mse: number;
  /** Mean of absolute differences. */
  readonly mae: number;
}

/**
 * SAD and MSE as in Rhemann et al., "A perceptually motivated online benchmark for image matting" (CVPR 2009), but over
 * the whole image, because an automatic matte has no trimap to be judged in. Both in [0, 1] and of one length; borrows both.
 */
export function matteError(alpha: Float32Array, truth: Float32Array): MatteError {
  let absolute = 0;
  let squared = 0;
  for (let i = 0; i < alpha.length; i += 1) {
    const difference = alpha[i] - truth[i];
    absolute += Math.abs(difference);
    squared += difference * difference;
  }
  return { sad: absolute / 1000, mse: squared / alpha.length, mae: absolute / alpha.length };
}
