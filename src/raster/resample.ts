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
    row.fill(0);
    for (let tap = 0; tap < rows.tapCount; tap += 1) {
      const weight = rows.weights[y * rows.tapCount + tap];
      if (weight !== 0) addRow(row, widened(rows.first[y] + tap), weight);
    }
    visitRow(row, y);
  }
}

function wholeOf({ width, height }: Extent): Bounds {
  return { left: 0, top: 0, width, height };
}

function addRow(sum: Float64Array, row: Float64Array, weight: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] += row[i] * weight;
}

/** Source rows stretched to the target's width, each computed once: target rows ask for them in rising order. */
function createWidenedRows(
  source: Samples,
  columns: ResamplingAxis,
  kept: number,
): (sourceY: number) => Float64Array {
  const length = columns.first.length * source.channels;
  const ring = Array.from({ length: kept }, () => ({ sourceY: -1, row: new Float64Array(length) }));
  return (sourceY) => {
    const slot = ring[sourceY % kept];
    if (slot.sourceY !== sourceY) {
      widenRow(source, sourceY, columns, slot.row);
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

function checkLength({ width, height, channels, samples }: Samples): void {
  if (samples.length !== width * height * channels)
    throw new RangeError(
      `Expected ${width}×${height}×${channels} samples but received ${samples.length}`,
    );
}
