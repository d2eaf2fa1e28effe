import { areaOf, type Extent } from './extent';

/**
 * The mean over a square of 2·radius + 1 pixels around each pixel; beyond the border there is nothing, so the mean there
 * is over the pixels that exist: a constant plane stays constant, and a radius beyond the extent gives the plain mean.
 * `values` is one channel, H×W, rows from top to bottom, of any range; `radius` in whole pixels, 0 copies.
 * Two separable passes of running sums: constant cost per pixel whatever the radius. The sums are kept in float64, but
 * what enters and leaves them may round: a result can miss the values' own range by about 1e-12 of the largest.
 * Borrows `values`; allocates one plane of scratch; writes and returns `target`, which may be `values` itself and is a
 * new plane unless given.
 * @throws RangeError when a length does not fit the extent, or the radius is not a whole number of at least 0.
 */
export function boxBlur(
  values: Float32Array,
  extent: Extent,
  radius: number,
  target: Float32Array = new Float32Array(values.length),
): Float32Array {
  checkBlur(extent, radius, [values.length, target.length]);
  const rows = new Float32Array(values.length);
  blurRows(values, rows, extent, Math.min(radius, extent.width));
  blurColumns(rows, target, extent, Math.min(radius, extent.height));
  return target;
}

function blurRows(
  source: Float32Array,
  target: Float32Array,
  { width, height }: Extent,
  radius: number,
): void {
  const shares = sharesOf(width, radius);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x += 1) sum += source[start + x];
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) sum += source[start + x + radius];
      if (x > radius) sum -= source[start + x - radius - 1];
      target[start + x] = sum * shares[x];
    }
  }
}

/** Row by row with one sum per column, because walking down columns would miss the cache at every step. */
function blurColumns(
  source: Float32Array,
  target: Float32Array,
  { width, height }: Extent,
  radius: number,
): void {
  const shares = sharesOf(height, radius);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(sums, source, y * width, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(sums, source, (y + radius) * width, 1);
    if (y > radius) addRow(sums, source, (y - radius - 1) * width, -1);
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) target[i] = sums[x] * shares[y];
  }
}

function addRow(sums: Float64Array, source: Float32Array, start: number, sign: 1 | -1): void {
  for (let x = 0; x < sums.length; x += 1) sums[x] += sign * source[start + x];
}

/** 1 by how many pixels of a line lie within the radius, for each pixel of it: a product is far cheaper than a quotient. */
function sharesOf(length: number, radius: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, at) => 1 / (Math.min(length, at + radius + 1) - Math.max(0, at - radius)),
  );
}

function checkBlur(extent: Extent, radius: number, lengths: readonly number[]): void {
  const area = areaOf(extent);
  if (!lengths.every((length) => length === area))
    throw new RangeError(`Expected planes of ${area} values but received ${lengths.join(' and ')}`);
  if (!(Number.isInteger(radius) && radius >= 0))
    throw new RangeError(`Expected a radius in whole pixels but received ${radius}`);
}
