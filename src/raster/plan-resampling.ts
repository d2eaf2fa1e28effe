/** For each target pixel of one axis, which source pixels count and how much. */
export interface ResamplingAxis {
  /** Source pixels that count for one target pixel, weights of 0 among them. */
  readonly tapCount: number;
  /** Index of the first of them, one for each target pixel; `first + tapCount` never leaves the source. */
  readonly first: Int32Array;
  /** `tapCount` weights for each target pixel, in order; they add up to 1. */
  readonly weights: Float64Array;
}

/** A run of target pixels along one axis. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/**
 * Weights of a triangle filter with half-pixel centres: the centre of target pixel t lies at (t + ½) · source / target.
 * Enlarging, the triangle reaches one source pixel to each side, which is plain bilinear interpolation; reducing, it is
 * widened by the ratio, so that every source pixel counts. Taps beyond the border fall away and the others are scaled to
 * add up to 1, which repeats the border's pixel where an image is enlarged. Only `span` is planned.
 * @throws RangeError when a length is not a whole number of at least 1 or the span leaves the target.
 */
export function planResampling(
  sourceLength: number,
  targetLength: number,
  span: Span = { start: 0, length: targetLength },
): ResamplingAxis {
  checkSpan(sourceLength, targetLength, span);
  const ratio = sourceLength / targetLength;
  const reach = Math.max(1, ratio);
  const tapCount = Math.min(sourceLength, Math.ceil(2 * reach));
  const first = new Int32Array(span.length);
  const weights = new Float64Array(span.length * tapCount);
  for (let t = 0; t < span.length; t += 1) {
    const centre = (span.start + t + 0.5) * ratio - 0.5;
    const nearest = Math.floor(centre - reach) + 1;
    first[t] = Math.min(Math.max(0, nearest), sourceLength - tapCount);
    writeTriangle(weights, { from: t * tapCount, tapCount }, centre - first[t], reach);
  }
  return { tapCount, first, weights };
}

function writeTriangle(
  weights: Float64Array,
  { from, tapCount }: { readonly from: number; readonly tapCount: number },
  centre: number,
  reach: number,
): void {
  let sum = 0;
  for (let tap = 0; tap < tapCount; tap += 1) {
    const weight = Math.max(0, 1 - Math.abs(tap - centre) / reach);
    weights[from + tap] = weight;
    sum += weight;
  }
  for (let tap = 0; tap < tapCount; tap += 1) weights[from + tap] /= sum;
}

function checkSpan(sourceLength: number, targetLength: number, { start, length }: Span): void {
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
  const isInside = Number.isInteger(start) && start >= 0 && start + length <= targetLength;
  if (![sourceLength, targetLength, length].every(isCount) || !isInside)
    throw new RangeError(
      `Expected whole pixels but received ${start}…${start + length} of ${sourceLength} → ${targetLength}`,
    );
}
