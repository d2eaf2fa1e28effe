import type { MattingLaplacian } from './matting-laplacian';
import { visitModels } from './window-models';

/**
 * L·p at the unknown pixels, written into `product`, one value for each of them, in order. Borrows `p`, H×W.
 * L·p is what remains of p after the best linear model of colour is taken off in each window (He, Sun and Tang, Fast
 * matting using large kernel matting Laplacian matrices, CVPR 2010): box sums of p and p·colour give the models, box sums
 * of the models give the product. All sums are kept in float64: L·p is the small
 * difference of large numbers, and conjugate gradients would make its rounding large again. Cost: about 110 operations
 * per window.
 */
export function applyMattingLaplacian(
  laplacian: MattingLaplacian,
  p: Float64Array,
  product: Float64Array,
): void {
  const { guide, counts } = laplacian;
  visitModels(laplacian, p, ([above, here, below], { from, to, rowStart, slot }) => {
    for (let i = from, at = slot; i < to; i += 1, at += 1) {
      const k = (i - rowStart) * 4;
      const colour = i * 3;
      const fitted =
        (above[k] + here[k] + below[k]) * guide[colour] +
        (above[k + 1] + here[k + 1] + below[k + 1]) * guide[colour + 1] +
        (above[k + 2] + here[k + 2] + below[k + 2]) * guide[colour + 2] +
        (above[k + 3] + here[k + 3] + below[k + 3]);
      product[at] = counts[at] * p[i] - fitted;
    }
  });
}
