import type { MattingLaplacian } from './matting-laplacian';
import { visitModels } from './window-models';
import { liftToWindows, visitWindowRows } from './window-pixels';

/**
 * The matte as α = a·I + b, in each unknown pixel the mean over the windows that hold it: the colour guided filter of
 * radius 1 (He, Sun and Tang, Guided image filtering, PAMI 2013, eq. 19–21) without its last step, so that the model can
 * be stretched and laid on a larger photograph (He and Sun, Fast guided filter, 2015).
 * aR, aG, aB and b, H×W×4; where no whole window fits, and at known pixels, a is 0 and b is α. Pixels beyond all windows
 * are left 0 and not even touched, unless there is no window at all. Borrows `alpha`, H×W; allocates the models, and one
 * plane on the way. Cost: that of one product.
 */
export function fitColourModels(laplacian: MattingLaplacian, alpha: Float32Array): Float32Array {
  const { counts, windows } = laplacian;
  const models = new Float32Array(alpha.length * 4);
  const keepAlpha = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) models[i * 4 + 3] = alpha[i];
  };
  if (windows.length === 0) keepAlpha(0, alpha.length);
  else visitWindowRows(laplacian, keepAlpha);
  visitModels(laplacian, liftToWindows(laplacian, alpha), ([above, here, below], run) => {
    const { from, to, rowStart, slot } = run;
    for (let i = from, at = slot; i < to; i += 1, at += 1) {
      if (counts[at] === 0) continue;
      const k = (i - rowStart) * 4;
      for (let c = 0; c < 4; c += 1)
        models[i * 4 + c] = (above[k + c] + here[k + c] + below[k + c]) / counts[at];
    }
  });
  return models;
}
