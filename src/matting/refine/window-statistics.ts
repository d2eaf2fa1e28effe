import { countOf, type Runs } from './runs';

/** Values per window: mean red, green and blue, then rr, rg, rb, gg, gb and bb of the inverse of covariance + ε/9. */
export const PER_WINDOW = 9;

/**
 * The colours of 3×3 windows, as `PER_WINDOW` values each, in order of their centres: what a linear model of colour
 * needs of the picture (Levin, Lischinski and Weiss, PAMI 2008, eq. 12). All windows lie wholly in the image.
 * Borrows the guide (RGBRGB…, [0, 1], H×W×3); `epsilon` in squared intensity. Allocates 36 bytes per window. Cost: one
 * pass over the windows.
 */
export function measureWindows(
  guide: Float32Array,
  width: number,
  windows: Runs,
  epsilon: number,
): Float32Array {
  const statistics = new Float32Array(countOf(windows) * PER_WINDOW);
  const window = { centre: 0, slot: 0, width, ridge: epsilon / 9 };
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      window.centre = centre;
      measureWindow(guide, window, statistics);
      window.slot += PER_WINDOW;
    }
  return statistics;
}

interface Window {
  readonly centre: number;
  /** Where its values lie. */
  readonly slot: number;
  readonly width: number;
  /** Added to the variances. */
  readonly ridge: number;
}

function measureWindow(guide: Float32Array, window: Window, statistics: Float32Array): void {
  const { centre, slot, width, ridge } = window;
  let mr = 0;
  let mg = 0;
  let mb = 0;
  for (let row = centre - width - 1; row <= centre + width - 1; row += width)
    for (let i = row * 3; i < row * 3 + 9; i += 3) {
      mr += guide[i] / 9;
      mg += guide[i + 1] / 9;
      mb += guide[i + 2] / 9;
    }
  let rr = 0;
  let rg = 0;
  let rb = 0;
  let gg = 0;
  let gb = 0;
  let bb = 0;
  for (let row = centre - width - 1; row <= centre + width - 1; row += width)
    for (let i = row * 3; i < row * 3 + 9; i += 3) {
      const r = guide[i] - mr;
      const g = guide[i + 1] - mg;
      const b = guide[i + 2] - mb;
      rr += (r * r) / 9;
      rg += (r * g) / 9;
      rb += (r * b) / 9;
      gg += (g * g) / 9;
      gb += (g * b) / 9;
      bb += (b * b) / 9;
    }
  statistics[slot] = mr;
  statistics[slot + 1] = mg;
  statistics[slot + 2] = mb;
  writeInverse(statistics, slot + 3, [rr + ridge, rg, rb, gg + ridge, gb, bb + ridge]);
}

type Symmetric = readonly [number, number, number, number, number, number];

function writeInverse(
  inverse: Float32Array,
  slot: number,
  [rr, rg, rb, gg, gb, bb]: Symmetric,
): void {
  const irr = gg * bb - gb * gb;
  const irg = rb * gb - rg * bb;
  const irb = rg * gb - rb * gg;
  const determinant = rr * irr + rg * irg + rb * irb;
  inverse[slot] = irr / determinant;
  inverse[slot + 1] = irg / determinant;
  inverse[slot + 2] = irb / determinant;
  inverse[slot + 3] = (rr * bb - rb * rb) / determinant;
  inverse[slot + 4] = (rg * rb - rr * gb) / determinant;
  inverse[slot + 5] = (rr * gg - rg * rg) / determinant;
}
