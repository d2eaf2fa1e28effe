import type { AlphaMatte, Extent } from '../../raster';

/**
 * How much a matte changes nearby: the largest minus the smallest alpha in a square of 2·radius + 1 pixels around each
 * pixel, in [0, 1]; beyond the border there is nothing. `radius` in whole pixels, at least 0. Borrows the matte;
 * allocates four planes and returns one. Separable; running extremes by blocks (van Herk, Pattern Recognition Letters 13,
 * 1992; Gil and Werman, PAMI 15, 1993): constant cost per pixel whatever the radius.
 */
export function localRange(matte: AlphaMatte, radius: number): Float32Array {
  const highest = slideMaximum(matte.alpha, matte, radius);
  // The smallest value is the negative of the largest of the negatives: one kernel serves both.
  const lowest = slideMaximum(
    matte.alpha.map((value) => -value),
    matte,
    radius,
  );
  for (let i = 0; i < highest.length; i += 1) highest[i] += lowest[i];
  return highest;
}

function slideMaximum(values: Float32Array, extent: Extent, radius: number): Float32Array {
  const { width, height } = extent;
  const target = new Float32Array(values.length);
  const rows = createLine(width, radius);
  for (let y = 0; y < height; y += 1) rows(values, target, y * width, 1);
  const columns = createLine(height, radius);
  for (let x = 0; x < width; x += 1) columns(target, target, x, width);
  return target;
}

type SlideLine = (
  source: Float32Array,
  target: Float32Array,
  start: number,
  stride: number,
) => void;

/**
 * One line of the sliding maximum. The line, with `radius` empty places at each end, is cut into blocks as long as the
 * window; a window then is the tail of one block and the head of the next, whose maxima are kept running.
 */
function createLine(length: number, radius: number): SlideLine {
  const window = 2 * radius + 1;
  const padded = Math.ceil((length + 2 * radius) / window) * window;
  const heads = new Float32Array(padded);
  const tails = new Float32Array(padded);
  return (source, target, start, stride) => {
    heads.fill(-Infinity);
    for (let i = 0; i < length; i += 1) heads[i + radius] = source[start + i * stride];
    tails.set(heads);
    for (let i = 1; i < padded; i += 1)
      if (i % window !== 0 && heads[i - 1] > heads[i]) heads[i] = heads[i - 1];
    for (let i = padded - 2; i >= 0; i -= 1)
      if (i % window !== window - 1 && tails[i + 1] > tails[i]) tails[i] = tails[i + 1];
    for (let i = 0; i < length; i += 1)
      target[start + i * stride] = Math.max(tails[i], heads[i + window - 1]);
  };
}
