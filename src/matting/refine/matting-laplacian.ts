import type { Extent } from '../../raster';
import { runsOf, type Runs } from './runs';
import { meanColour, measureWindows, PER_WINDOW } from './window-statistics';

/** The matting Laplacian over the windows that touch the unknown pixels, kept as windows and never as a matrix. */
export interface MattingLaplacian extends Extent {
  /** RGBRGB…, in [0, 1]. */
  readonly guide: Float32Array;
  /** The unknown pixels. */
  readonly unknown: Runs;
  /** Centres of the windows. */
  readonly windows: Runs;
  /** For each window, in order of `windows`: what measureWindows gives. */
  readonly statistics: Float32Array;
}

/**
 * The matting Laplacian of Levin, Lischinski and Weiss (A closed-form solution to natural image matting, PAMI 2008,
 * eq. 12), 3×3 windows that lie wholly in the image. `epsilon` in squared intensity: raising it trusts colour less.
 * Borrows the guide (RGBRGB…, [0, 1], H×W×3) and `isUnknown` (H×W, 1 where unknown), the guide for as long as the
 * Laplacian lives. Allocates 24 bytes per window and 8 per run. Cost: one pass over the windows.
 */
export function createMattingLaplacian(
  guide: Float32Array,
  isUnknown: Uint8Array,
  { width, height }: Extent,
  epsilon: number,
): MattingLaplacian {
  const unknown = runsOf(isUnknown, { width, height });
  const windows = runsOf(windowsAround(unknown, { width, height }), { width, height });
  const statistics = measureWindows(guide, width, windows, epsilon);
  return { width, height, guide, unknown, windows, statistics };
}

/**
 * L's diagonal, complete at the unknown pixels, H×W, in float64 as conjugate gradients want it. Allocates it. Cost: one
 * pass over the windows.
 */
export function diagonalOf(laplacian: MattingLaplacian): Float64Array {
  const { width, height, windows } = laplacian;
  const diagonal = new Float64Array(width * height);
  let slot = 0;
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      addDiagonal(laplacian, centre, slot, diagonal);
      slot += PER_WINDOW;
    }
  return diagonal;
}

/** In each of the window's pixels, how little of it the window's other pixels explain. */
function addDiagonal(
  { width, guide, statistics }: MattingLaplacian,
  centre: number,
  slot: number,
  diagonal: Float64Array,
): void {
  const [mr, mg, mb] = meanColour(guide, centre, width);
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

/** 1 at the centres of the whole windows that hold an unknown pixel. */
function windowsAround(unknown: Runs, { width, height }: Extent): Uint8Array {
  const isCentre = new Uint8Array(width * height);
  if (width < 3) return isCentre;
  for (let run = 0; run < unknown.length; run += 2) {
    const y = Math.floor(unknown[run] / width);
    const from = Math.max(1, unknown[run] - y * width - 1);
    const to = Math.min(width - 1, unknown[run + 1] - y * width + 1);
    for (let row = Math.max(1, y - 1); row <= Math.min(height - 2, y + 1); row += 1)
      isCentre.fill(1, row * width + from, row * width + to);
  }
  return isCentre;
}
