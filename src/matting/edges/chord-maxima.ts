import type { Bounds } from '../../raster';

/** One row of a window: `half` pixels to either side, `dy` rows below the middle. */
export interface Chord {
  readonly dy: number;
  readonly half: number;
}

/** Pixels of a row, half-open. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** A plane with more pixels on every side than any window reaches. */
export interface PaddedPlane {
  readonly source: Uint16Array;
  readonly stride: number;
  readonly padding: number;
}

/** The largest values near the pixels of a run, row by row; rows and columns are counted from the run's own. */
export interface ChordMaxima {
  /** Raises a part of `target`, row `y`, to the maxima in the window of chords. */
  readonly raiseInWindow: (target: Uint16Array, part: Part, y: number) => void;
  /** The maxima in the square of 2·padding + 1 pixels around the pixels of row `y`, borrowed. */
  readonly nearby: (y: number) => Uint16Array;
}

/** The rows of a disc: its pixels are those whose middles lie in it. */
export function chordsOfDisc(radius: number): readonly Chord[] {
  const rows = Math.floor(radius);
  return Array.from({ length: 2 * rows + 1 }, (_, row) => ({
    dy: row - rows,
    half: Math.floor(Math.sqrt(radius * radius - (row - rows) * (row - rows))),
  }));
}

/**
 * The largest values around the pixels of one run, in a window of `chords` and in the square as far as the padding goes.
 * Built from the largest of 1, 2, 4, 8… neighbours in each row: two of these cover any chord, whatever its length
 * (Urbach, Wilkinson, IEEE Trans. Image Processing 17, 2008). `run` is in the plane without its padding. Borrows the
 * plane; allocates a copy of the run's part for each of these lengths, twice.
 */
export function createChordMaxima(
  { source, stride, padding }: PaddedPlane,
  run: Bounds,
  chords: readonly Chord[],
): ChordMaxima {
  const width = run.width + 2 * padding;
  const first = new Uint16Array(width * (run.height + 2 * padding));
  for (let y = 0; y < run.height + 2 * padding; y += 1) {
    const from = (run.top + y) * stride + run.left;
    first.set(source.subarray(from, from + width), y * width);
  }
  const side = 2 * padding + 1;
  const powers = doublingsOf(first, 1, side);
  const squares = maximaOfLines(maximaOfLines(first, 1, side), width, side);
  const spans = chords.map(({ dy, half }) => {
    const power = Math.floor(Math.log2(2 * half + 1));
    const left = (padding + dy) * width + padding - half;
    return { maxima: powers[power], left, apart: 2 * half + 1 - 2 ** power };
  });
  return {
    raiseInWindow: (target, part, y) => {
      for (const { maxima, left, apart } of spans)
        raise(target, part, maxima, { at: left + y * width, apart });
    },
    nearby: (y) => squares.subarray(y * width, y * width + run.width),
  };
}

/** The largest of `length` values from each place on, `stride` apart. */
function maximaOfLines(values: Uint16Array, stride: number, length: number): Uint16Array {
  const powers = doublingsOf(values, stride, length);
  const power = powers.length - 1;
  return largerOf(powers[power], (length - 2 ** power) * stride);
}

/** The largest of 1, 2, 4… values from each place on, up to `length`. */
function doublingsOf(values: Uint16Array, stride: number, length: number): readonly Uint16Array[] {
  const powers: Uint16Array[] = [values];
  for (let reach = 1; 2 * reach <= length; reach *= 2)
    powers.push(largerOf(powers[powers.length - 1], reach * stride));
  return powers;
}

/** The last places would reach beyond the plane, or into the next row; no window asks them. */
function largerOf(values: Uint16Array, by: number): Uint16Array {
  const target = new Uint16Array(values.length);
  for (let i = 0; i + by < values.length; i += 1) {
    const a = values[i];
    const b = values[i + by];
    target[i] = a > b ? a : b;
  }
  return target;
}

function raise(
  target: Uint16Array,
  { from, to }: Part,
  maxima: Uint16Array,
  { at, apart }: { at: number; apart: number },
): void {
  for (let x = from; x < to; x += 1) {
    const a = maxima[at + x];
    const b = maxima[at + x + apart];
    const most = a > b ? a : b;
    if (most > target[x]) target[x] = most;
  }
}
