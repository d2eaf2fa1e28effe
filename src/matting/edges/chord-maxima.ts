import type { Bounds } from '../../raster';

/** One row of a window: `half` pixels to either side, `dy` rows below the middle. */
export interface Chord {
  readonly dy: number;
  readonly half: number;
}

/** A plane with more pixels on every side than any window reaches. */
export interface PaddedPlane {
  readonly source: Uint16Array;
  readonly stride: number;
  readonly padding: number;
}

/** The rows of a window `rows` to either side, as wide as `halfAt` says, rounded down. */
export function chordsOf(rows: number, halfAt: (dy: number) => number): readonly Chord[] {
  return Array.from({ length: 2 * rows + 1 }, (_, row) => ({
    dy: row - rows,
    half: Math.floor(halfAt(row - rows)),
  }));
}

/**
 * The largest values in any window around the pixels of one run, row by row: `maxima(y, chords, target)` sets `target`, as
 * long as the run is wide, to the maxima around row `y` of the run. Built from the largest of 1, 2, 4, 8… neighbours in
 * each row: two of these cover any chord, whatever its length (Urbach, Wilkinson, IEEE Trans. Image Processing 17, 2008).
 * `run` is in the plane without its padding. Borrows the plane; allocates a copy of the run's part for each of these lengths.
 */
export function createChordMaxima(
  { source, stride, padding }: PaddedPlane,
  run: Bounds,
): (y: number, chords: readonly Chord[], target: Uint16Array) => void {
  const width = run.width + 2 * padding;
  const first = new Uint16Array(width * (run.height + 2 * padding));
  for (let y = 0; y < run.height + 2 * padding; y += 1) {
    const from = (run.top + y) * stride + run.left;
    first.set(source.subarray(from, from + width), y * width);
  }
  const powers: Uint16Array[] = [first];
  for (let length = 2; length <= 2 * padding + 1; length *= 2)
    powers.push(doubleReach(powers[powers.length - 1], length / 2));
  return (y, chords, target) => {
    target.fill(0);
    for (const { dy, half } of chords) {
      const power = Math.floor(Math.log2(2 * half + 1));
      const left = (y + padding + dy) * width + padding - half;
      raise(target, powers[power], left, left + 2 * half + 1 - 2 ** power);
    }
  };
}

/** The last places of the plane would reach beyond it; no chord asks them. */
function doubleReach(maxima: Uint16Array, by: number): Uint16Array {
  const target = new Uint16Array(maxima.length);
  for (let i = 0; i + by < maxima.length; i += 1) {
    const a = maxima[i];
    const b = maxima[i + by];
    target[i] = a > b ? a : b;
  }
  return target;
}

function raise(target: Uint16Array, maxima: Uint16Array, left: number, right: number): void {
  for (let x = 0; x < target.length; x += 1) {
    const a = maxima[left + x];
    const b = maxima[right + x];
    const most = a > b ? a : b;
    if (most > target[x]) target[x] = most;
  }
}
