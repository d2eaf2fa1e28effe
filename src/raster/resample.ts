import type { Bounds, Extent } from './extent';
import { planResampling, type ResamplingAxis } from './plan-resampling';

/** Pixels of any meaning, chunky, rows from top to bottom; `samples.length === width × height × channels`. */
export interface Samples extends Extent {
  readonly channels: number;
  readonly samples: Uint8Array | Float32Array;
}

export interface ResampleTarget {
  /** What the whole source is stretched to, each side on its own. */
  readonly extent: Extent;
  /** The part of the target that is wanted, in target pixels; the whole unless given. */
  readonly part?: Bounds;
}

/** One row of the part, chunky, in the source's range; borrowed, the next row overwrites it. `y` counts from the part's top. */
export type VisitRow = (row: Float64Array, y: number) => void;

/**
 * Stretches an image with a separable triangle filter (see planResampling) and hands out the target's rows from top to
 * bottom. A row does not depend on the part that it is asked in, so parts join exactly. Borrows the source. Cost is in
 * proportion to the part: it keeps only the few source rows that one target row needs, already as wide as the part.
 * @throws RangeError when the samples do not fit their extent, or the part leaves the target.
 */
export function resample(source: Samples, target: ResampleTarget, visitRow: VisitRow): void {
  checkLength(source);
  const { extent, part = wholeOf(extent) } = target;
  const columns = planResampling(source.width, extent.width, {
    start: part.left,
    length: part.width,
  });
  const rows = planResampling(source.height, extent.height, {
    start: part.top,
    length: part.height,
  });
  const widened = createWidenedRows(source, columns, rows.tapCount);
  const row = new Float64Array(part.width * source.channels);
  for (let y = 0; y < part.height; y += 1) {
    mixRows(row, widened, rows, y);
    visitRow(row, y);
  }
}

function wholeOf({ width, height }: Extent): Bounds {
  return { left: 0, top: 0, width, height };
}

type WidenedRow = (sourceY: number) => Float64Array;

/** One target row from the widened source rows that count for it, in order; the first one starts the sum. */
function mixRows(
  sum: Float64Array,
  widened: WidenedRow,
  { tapCount, first, weights }: ResamplingAxis,
  y: number,
): void {
  let isBegun = false;
  for (let tap = 0; tap < tapCount; tap += 1) {
    const weight = weights[y * tapCount + tap];
    if (weight === 0) continue;
    const row = widened(first[y] + tap);
    if (isBegun) addRow(sum, row, weight);
    else beginRow(sum, row, weight);
    isBegun = true;
  }
}

function beginRow(sum: Float64Array, row: Float64Array, weight: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = row[i] * weight;
}

function addRow(sum: Float64Array, row: Float64Array, weight: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] += row[i] * weight;
}

/** Source rows stretched to the target's width, each computed once: target rows ask for them in rising order. */
function createWidenedRows(source: Samples, columns: ResamplingAxis, kept: number): WidenedRow {
  const length = columns.first.length * source.channels;
  const widen = columns.tapCount === 2 ? widenByPairs : widenRow;
  const ring = Array.from({ length: kept }, () => ({ sourceY: -1, row: new Float64Array(length) }));
  return (sourceY) => {
    const slot = ring[sourceY % kept];
    if (slot.sourceY !== sourceY) {
      widen(source, sourceY, columns, slot.row);
      slot.sourceY = sourceY;
    }
    return slot.row;
  };
}

function widenRow(
  { width, channels, samples }: Samples,
  sourceY: number,
  { tapCount, first, weights }: ResamplingAxis,
  row: Float64Array,
): void {
  for (let x = 0; x < first.length; x += 1) {
    const from = (sourceY * width + first[x]) * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      let sum = 0;
      for (let tap = 0; tap < tapCount; tap += 1)
        sum += weights[x * tapCount + tap] * samples[from + tap * channels + channel];
      row[x * channels + channel] = sum;
    }
  }
}

/** Enlarging, two source pixels count for each target pixel: the same as widenRow, without its loop. */
function widenByPairs(
  { width, channels, samples }: Samples,
  sourceY: number,
  { first, weights }: ResamplingAxis,
  row: Float64Array,
): void {
  for (let x = 0, to = 0; x < first.length; x += 1) {
    const left = weights[2 * x];
    const right = weights[2 * x + 1];
    const end = (sourceY * width + first[x] + 1) * channels;
    for (let from = end - channels; from < end; from += 1, to += 1)
      row[to] = left * samples[from] + right * samples[from + channels];
  }
}

function checkLength({ width, height, channels, samples }: Samples): void {
  if (samples.length !== width * height * channels)
    throw new RangeError(
      `Expected ${width}×${height}×${channels} samples but received ${samples.length}`,
    );
}
