import type { Bounds, Extent } from '../../raster';
import { activeRuns, type Activity } from './active-runs';

/** Rows and columns around a pixel that feathering by `feather` pixels asks. */
export function reachOfFeather(feather: number): number {
  return feather > 0 ? PASSES * (boxOf(feather).radius + 1) : 0;
}

/**
 * Blurs the plane by a Gaussian of `feather` pixels' standard deviation, in place: three box blurs along the rows and
 * three along the columns (Wells, IEEE PAMI 8, 1986; Kovesi, DICTA 2010). So that the deviation is met and not only
 * approached in steps of the box's width, the boxes' two end pixels count in part (Gwosdek, Grewenig, Bruhn, Weickert,
 * SSVM 2011, eq. 7). All sums are of whole numbers, so that a line gives the same values wherever the sum began.
 *
 * `plane` is 16-bit, H×W, at most 65280; beyond it the outermost values repeat. Only pixels that feel something else
 * than a constant within `reach`, which this filter's own reach is part of, are looked at. Constant cost per pixel.
 */
export function featherEdge(
  plane: Uint16Array,
  activity: Activity,
  feather: number,
  reach: number,
): void {
  const box = boxOf(feather);
  const { width, height } = activity.extent;
  // A run reads what lies around it, and may not find there what another one already wrote.
  const gap = reachOfFeather(feather);
  for (const run of activeRuns(activity, { reach, along: 'rows', gap }))
    blurLines(plane, rowsOf(run, { width, height }), box);
  for (const run of activeRuns(activity, { reach, along: 'columns', gap }))
    blurLines(plane, columnsOf(run, { width, height }), box);
}

const PASSES = 3;

/** The weights of a window add up to at most this: its sum of values, each at most 65280, then stays a 32-bit number. */
const MOST_WEIGHT = 2 ** 15;

interface Box {
  /** Pixels on either side that count fully. */
  readonly radius: number;
  /** What each of these counts, and what the next one on either side does. */
  readonly weight: number;
  readonly endWeight: number;
}

/** The box of which three have the variance `deviation`². */
function boxOf(deviation: number): Box {
  const variance = (deviation * deviation) / PASSES;
  const radius = Math.floor(Math.sqrt(12 * variance + 1) / 2 - 0.5);
  const share =
    ((2 * radius + 1) * (radius * (radius + 1) - 3 * variance)) /
    (6 * (variance - (radius + 1) * (radius + 1)));
  const weight = Math.floor(MOST_WEIGHT / (2 * radius + 3));
  return { radius, weight, endWeight: Math.round(share * weight) };
}

/** Parallel lines of a plane, by places in its array. */
interface Lines {
  readonly first: number;
  readonly lines: number;
  readonly nextLine: number;
  readonly stride: number;
  /** The run's part of its line: where it starts, how long it is, and how long the line is. */
  readonly start: number;
  readonly length: number;
  readonly limit: number;
}

function rowsOf(run: Bounds, { width }: Extent): Lines {
  const line = { start: run.left, length: run.width, limit: width, stride: 1 };
  return { ...line, first: run.top * width, lines: run.height, nextLine: width };
}

function columnsOf(run: Bounds, { width, height }: Extent): Lines {
  const line = { start: run.top, length: run.height, limit: height, stride: width };
  return { ...line, first: run.left, lines: run.width, nextLine: 1 };
}

function blurLines(plane: Uint16Array, lines: Lines, box: Box): void {
  const { stride, start, length, limit } = lines;
  const edge = box.radius + 1;
  const context = PASSES * edge;
  const one = new Int32Array(length + 2 * context);
  const other = new Int32Array(length + 2 * context);
  for (let line = 0; line < lines.lines; line += 1) {
    const first = lines.first + line * lines.nextLine;
    for (let i = 0; i < one.length; i += 1) {
      const at = Math.min(Math.max(start - context + i, 0), limit - 1);
      one[i] = plane[first + at * stride];
    }
    slideBox(one, other, length + 4 * edge, box);
    slideBox(other, one, length + 2 * edge, box);
    slideBox(one, other, length, box);
    for (let i = 0; i < length; i += 1) plane[first + (start + i) * stride] = other[i];
  }
}

/** `count` means; the first one's window begins at the source's first value. */
function slideBox(
  source: Int32Array,
  target: Int32Array,
  count: number,
  { radius, weight, endWeight }: Box,
): void {
  const end = 2 * radius + 2;
  const scale = 1 / (weight * (end - 1) + 2 * endWeight);
  let sum = 0;
  for (let i = 1; i < end; i += 1) sum += source[i];
  for (let i = 0; i < count; i += 1) {
    const leaving = source[i];
    const entering = source[i + end];
    target[i] = (weight * sum + endWeight * (leaving + entering)) * scale + 0.5;
    sum += entering - source[i + 1];
  }
}
