import type { Extent } from '../../raster';
import { countOf, runsOf, type Runs } from './runs';
import { meanOfWindow, measureWindows, PER_WINDOW, type Window } from './window-statistics';

/** The matting Laplacian over the windows that touch the unknown pixels, kept as windows and never as a matrix. */
export interface MattingLaplacian extends Extent {
  /** RGBRGB…, in [0, 1]. */
  readonly guide: Float32Array;
  /** The unknown pixels. */
  readonly unknown: Runs;
  /** For each unknown pixel, in order: how many windows hold it. */
  readonly counts: Uint8Array;
  /** Centres of the windows; between two runs of a row lie two pixels at least. */
  readonly windows: Runs;
  /** For each window, in order of `windows`: what measureWindows gives. */
  readonly statistics: Float32Array;
}

/**
 * The matting Laplacian of Levin, Lischinski and Weiss (A closed-form solution to natural image matting, PAMI 2008,
 * eq. 12), 3×3 windows that lie wholly in the image. `epsilon` in squared intensity: raising it trusts colour less.
 * Borrows the guide (RGBRGB…, [0, 1], H×W×3) and `isUnknown` (H×W, 1 where unknown), the guide for as long as the
 * Laplacian lives. Allocates 24 bytes per window, 8 per run and a byte per pixel. Cost: one pass over the windows.
 */
export function createMattingLaplacian(
  guide: Float32Array,
  isUnknown: Uint8Array,
  { width, height }: Extent,
  epsilon: number,
): MattingLaplacian {
  const unknown = runsOf(isUnknown, { width, height });
  const windows = runsOf(windowsAround(unknown, { width, height }), { width, height });
  const counts = countWindows(unknown, { width, height });
  const statistics = measureWindows(guide, width, windows, epsilon);
  return { width, height, guide, unknown, counts, windows, statistics };
}

/**
 * L's diagonal, one value for each unknown pixel, in order, in float64 as conjugate gradients want it. Allocates it, and on
 * the way 8 bytes per pixel, of which only those near the unknown pixels are touched. Cost: one pass over the windows.
 */
export function diagonalOf(laplacian: MattingLaplacian): Float64Array {
  const { width, height, unknown, windows } = laplacian;
  const plane = new Float64Array(width * height);
  const window = { centre: 0, slot: 0, mean: new Float64Array(3) };
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      window.centre = centre;
      addDiagonal(laplacian, window, plane);
      window.slot += PER_WINDOW;
    }
  const diagonal = new Float64Array(countOf(unknown));
  let at = 0;
  for (let run = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1) diagonal[at++] = plane[i];
  return diagonal;
}

/** In each of the window's pixels, how little of it the window's other pixels explain. */
function addDiagonal(
  { width, guide, statistics }: MattingLaplacian,
  { centre, slot, mean }: Pick<Window, 'centre' | 'slot' | 'mean'>,
  diagonal: Float64Array,
): void {
  meanOfWindow(guide, centre, width, mean);
  const mr = mean[0];
  const mg = mean[1];
  const mb = mean[2];
  const l21 = statistics[slot + 1];
  const l31 = statistics[slot + 2];
  const l32 = statistics[slot + 4];
  for (let row = centre - width - 1; row <= centre + width - 1; row += width)
    for (let i = row; i < row + 3; i += 1) {
      const r = guide[i * 3] - mr;
      const g = guide[i * 3 + 1] - mg - l21 * r;
      const b = guide[i * 3 + 2] - mb - l31 * r - l32 * g;
      const explained =
        r * r * statistics[slot] + g * g * statistics[slot + 3] + b * b * statistics[slot + 5];
      diagonal[i] += 1 - (1 + explained) / 9;
    }
}

/** 1 at the centres of the whole windows that hold an unknown pixel, and in gaps of one between such. */
function windowsAround(unknown: Runs, { width, height }: Extent): Uint8Array {
  const isCentre = new Uint8Array(width * height);
  if (width < 3) return isCentre;
  for (let run = 0; run < unknown.length; run += 2) {
    const y = Math.floor(unknown[run] / width);
    const from = Math.max(1, unknown[run] - y * width - 1);
    const to = Math.min(width - 1, unknown[run + 1] - y * width + 1);
    for (let row = Math.max(1, y - 1); row <= Math.min(height - 2, y + 1); row += 1) {
      const start = row * width;
      isCentre.fill(1, start + from, start + to);
      if (isCentre[start + from - 2] !== 0 && from > 2) isCentre[start + from - 1] = 1;
      if (isCentre[start + to + 1] !== 0 && to < width - 2) isCentre[start + to] = 1;
    }
  }
  return isCentre;
}

/** How many whole windows hold each unknown pixel: nine, and fewer along the image's border. */
function countWindows(unknown: Runs, { width, height }: Extent): Uint8Array {
  const along = (at: number, length: number): number =>
    Math.max(0, Math.min(at + 1, length - 2) - Math.max(at - 1, 1) + 1);
  const counts = new Uint8Array(countOf(unknown));
  let slot = 0;
  for (let run = 0; run < unknown.length; run += 2) {
    const y = Math.floor(unknown[run] / width);
    const rows = along(y, height);
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1)
      counts[slot++] = rows * along(i - y * width, width);
  }
  return counts;
}
