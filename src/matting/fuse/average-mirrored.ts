import { createAlphaMatte, isSameExtent, type AlphaMatte } from '../../raster';

/**
 * The mean of a network's matte and of its matte of the mirrored picture, mirrored back. What the network guesses from
 * the side that a thing is on differs between the passes and halves; what it sees stays. Both mattes H×W, alpha in [0, 1];
 * `mirrored` as the network gave it, not yet mirrored back. Borrows both; allocates one matte. Cost: one pass.
 * @throws RangeError when the extents differ.
 */
export function averageMirrored(matte: AlphaMatte, mirrored: AlphaMatte): AlphaMatte {
  if (!isSameExtent(matte, mirrored))
    throw new RangeError(
      `Expected two mattes of ${matte.width}×${matte.height} but received ${mirrored.width}×${mirrored.height}`,
    );
  const { width, alpha } = matte;
  const mean = new Float32Array(alpha.length);
  for (let start = 0; start < mean.length; start += width) {
    const last = start + width - 1;
    for (let x = 0; x < width; x += 1)
      mean[start + x] = (alpha[start + x] + mirrored.alpha[last - x]) / 2;
  }
  return createAlphaMatte(matte, mean);
}
