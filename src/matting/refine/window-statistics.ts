import { countOf, type Runs } from './runs';

/** Values per window: 1/d₁, l₂₁, l₃₁, 1/d₂, l₃₂ and 1/d₃ of covariance + ε/9 = L·D·Lᵀ. */
export const PER_WINDOW = 6;

/**
 * The colours' spread in 3×3 windows, as `PER_WINDOW` values each, in order of their centres: what a linear model of
 * colour needs of the picture besides the mean (Levin, Lischinski and Weiss, PAMI 2008, eq. 12). All windows lie wholly
 * in the image. They are kept as factors and not as an inverse, because where a window's colours lie on a line, as in a
 * grey photograph, the inverse's entries are so large that float32 would lose the model in their rounding.
 * Borrows the guide (RGBRGB…, [0, 1], H×W×3); `epsilon` in squared intensity, above 0. Allocates 24 bytes per window.
 * Cost: one pass over the windows.
 */
export function measureWindows(
  guide: Float32Array,
  width: number,
  windows: Runs,
  epsilon: number,
): Float32Array {
  const statistics = new Float32Array(countOf(windows) * PER_WINDOW);
  const window = { centre: 0, slot: 0, width, ridge: epsilon / 9, mean: new Float64Array(3) };
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      window.centre = centre;
      measureWindow(guide, window, statistics);
      window.slot += PER_WINDOW;
    }
  return statistics;
}

/** One window, and what it is measured with. */
export interface Window {
  readonly centre: number;
  /** Where its values go. */
  readonly slot: number;
  readonly width: number;
  /** Added to the variances. */
  readonly ridge: number;
  /** Scratch for three values. */
  readonly mean: Float64Array;
}

/** Writes the mean colour of the 3×3 pixels around `centre` into `mean`. */
export function meanOfWindow(
  guide: Float32Array,
  centre: number,
  width: number,
  mean: Float64Array,
): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let row = centre - width - 1; row <= centre + width - 1; row += width)
    for (let i = row * 3; i < row * 3 + 9; i += 3) {
      r += guide[i];
      g += guide[i + 1];
      b += guide[i + 2];
    }
  mean[0] = r / 9;
  mean[1] = g / 9;
  mean[2] = b / 9;
}

function measureWindow(guide: Float32Array, window: Window, statistics: Float32Array): void {
  const { centre, slot, width, ridge, mean } = window;
  meanOfWindow(guide, centre, width, mean);
  const mr = mean[0];
  const mg = mean[1];
  const mb = mean[2];
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
      rr += r * r;
      rg += r * g;
      rb += r * b;
      gg += g * g;
      gb += g * b;
      bb += b * b;
    }
  const d1 = rr / 9 + ridge;
  const l21 = rg / 9 / d1;
  const l31 = rb / 9 / d1;
  const d2 = gg / 9 + ridge - (l21 * rg) / 9;
  const rest = gb / 9 - (l31 * rg) / 9;
  const l32 = rest / d2;
  statistics[slot] = 1 / d1;
  statistics[slot + 1] = l21;
  statistics[slot + 2] = l31;
  statistics[slot + 3] = 1 / d2;
  statistics[slot + 4] = l32;
  statistics[slot + 5] = 1 / (bb / 9 + ridge - (l31 * rb) / 9 - l32 * rest);
}
