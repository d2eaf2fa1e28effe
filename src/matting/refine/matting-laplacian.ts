import type { Extent } from '../../raster';
import { runsOf, type Runs } from './runs';
import { measureWindows, PER_WINDOW } from './window-statistics';

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
 * Laplacian lives. Allocates 36 bytes per window and 8 per run. Cost: one pass over the windows.
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

/** L's diagonal, complete at the unknown pixels, H×W. Allocates it. Cost: one pass over the windows. */
export function diagonalOf({
  width,
  height,
  guide,
  windows,
  statistics,
}: MattingLaplacian): Float32Array {
  const diagonal = new Float32Array(width * height);
  let slot = 0;
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      const rr = statistics[slot + 3];
      const rg = statistics[slot + 4];
      const rb = statistics[slot + 5];
      const gg = statistics[slot + 6];
      const gb = statistics[slot + 7];
      const bb = statistics[slot + 8];
      for (let row = centre - width - 1; row <= centre + width - 1; row += width)
        for (let i = row; i < row + 3; i += 1) {
          const r = guide[i * 3] - statistics[slot];
          const g = guide[i * 3 + 1] - statistics[slot + 1];
          const b = guide[i * 3 + 2] - statistics[slot + 2];
          const spread =
            r * (rr * r + 2 * (rg * g + rb * b)) + g * (gg * g + 2 * gb * b) + b * bb * b;
          diagonal[i] += 1 - (1 + spread) / 9;
        }
      slot += PER_WINDOW;
    }
  return diagonal;
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
