import type { Extent } from '../../raster';

/** Which pixels are unknown, as flat runs [start, end) of indices that never cross a row, from top to bottom. */
export type Runs = Int32Array;

/** The matting Laplacian over the windows that touch the unknown pixels, kept as windows and never as a matrix. */
export interface MattingLaplacian extends Extent {
  /** RGBRGB…, in [0, 1]. */
  readonly guide: Float32Array;
  readonly unknown: Runs;
  /** Centres of the windows. */
  readonly windows: Runs;
  /** For each window, in order of `windows`: mean red, green, blue, then the six distinct entries of the inverse. */
  readonly statistics: Float32Array;
  /** L's diagonal at the unknown pixels; H×W. */
  readonly diagonal: Float32Array;
}

const PER_WINDOW = 9;

/**
 * The matting Laplacian of Levin, Lischinski and Weiss (A closed-form solution to natural image matting, PAMI 2008,
 * eq. 12), 3×3 windows that lie wholly in the image. `epsilon` in squared intensity: raising it trusts colour less.
 * Borrows the guide (RGBRGB…, [0, 1], H×W×3) and `isUnknown` (H×W, 1 where unknown). Allocates 4 bytes per pixel and
 * 36 bytes per window. Cost: one pass over the windows.
 */
export function createMattingLaplacian(
  guide: Float32Array,
  isUnknown: Uint8Array,
  extent: Extent,
  epsilon: number,
): MattingLaplacian {
  const { width, height } = extent;
  const unknown = runsOf(isUnknown, extent);
  const windows = runsOf(windowsAround(isUnknown, extent), extent);
  const statistics = new Float32Array(countOf(windows) * PER_WINDOW);
  const diagonal = new Float32Array(width * height);
  const laplacian = { width, height, guide, unknown, windows, statistics, diagonal };
  let slot = 0;
  for (let run = 0; run < windows.length; run += 2)
    for (let centre = windows[run]; centre < windows[run + 1]; centre += 1) {
      const window = statistics.subarray(slot, slot + PER_WINDOW);
      measureWindow(laplacian, centre, epsilon, window);
      addDiagonal(laplacian, centre, window);
      slot += PER_WINDOW;
    }
  return laplacian;
}

/**
 * L·p at the unknown pixels, written into `product` (H×W; other pixels are left alone). Borrows `p`, H×W.
 * L·p is what remains of p after the best linear model of colour is taken off in each window (He, Sun and Tang, Fast
 * matting using large kernel matting Laplacian matrices, CVPR 2010): box sums of p and p·colour give the models, box sums
 * of the models give the product. Cost: about 120 operations per window.
 */
export function applyMattingLaplacian(
  laplacian: MattingLaplacian,
  p: Float32Array,
  product: Float32Array,
): void {
  const { guide } = laplacian;
  visitModels(laplacian, p, ([above, here, below], { from, to, rowStart }) => {
    for (let i = from; i < to; i += 1) {
      const k = (i - rowStart) * 5;
      const colour = i * 3;
      const fitted =
        (above[k] + here[k] + below[k]) * guide[colour] +
        (above[k + 1] + here[k + 1] + below[k + 1]) * guide[colour + 1] +
        (above[k + 2] + here[k + 2] + below[k + 2]) * guide[colour + 2] +
        (above[k + 3] + here[k + 3] + below[k + 3]);
      product[i] = (above[k + 4] + here[k + 4] + below[k + 4]) * p[i] - fitted;
    }
  });
}

/**
 * The matte as α = a·I + b, in each unknown pixel the mean over the windows that hold it: the colour guided filter of
 * radius 1 (He, Sun and Tang, Guided image filtering, PAMI 2013, eq. 19–21) without its last step, so that the model can
 * be stretched and laid on a larger photograph (He and Sun, Fast guided filter, 2015).
 * aR, aG, aB and b, H×W×4; where no whole window fits, and at known pixels, a is 0 and b is α. Borrows `alpha`, H×W;
 * allocates. Cost: that of one product.
 */
export function fitColourModels(laplacian: MattingLaplacian, alpha: Float32Array): Float32Array {
  const models = new Float32Array(alpha.length * 4);
  for (let i = 0; i < alpha.length; i += 1) models[i * 4 + 3] = alpha[i];
  visitModels(laplacian, alpha, ([above, here, below], { from, to, rowStart }) => {
    for (let i = from; i < to; i += 1) {
      const k = (i - rowStart) * 5;
      const count = above[k + 4] + here[k + 4] + below[k + 4];
      if (count === 0) continue;
      for (let c = 0; c < 4; c += 1)
        models[i * 4 + c] = (above[k + c] + here[k + c] + below[k + c]) / count;
    }
  });
  return models;
}

/** Three rows of windows' models, summed over three columns, 5 values a pixel: aR, aG, aB, b and how many windows. */
type ModelRows = readonly Float64Array[];

interface RowRun {
  readonly from: number;
  readonly to: number;
  readonly rowStart: number;
}

/** Hands out, for each run of unknown pixels, the models of the windows around it; the rows are borrowed. */
function visitModels(
  laplacian: MattingLaplacian,
  p: Float32Array,
  visitRun: (rows: ModelRows, run: RowRun) => void,
): void {
  const { width, height, unknown, windows } = laplacian;
  const ring = [0, 1, 2].map(() => new Float64Array(width * 5));
  const models = new Float64Array((width + 2) * 5);
  let slot = 0;
  let windowRun = 0;
  let pixelRun = 0;
  for (let y = 0; y <= height; y += 1) {
    const sums = ring[y % 3].fill(0);
    const rowStart = (y - 1) * width;
    for (; windows[windowRun] < (y + 1) * width; windowRun += 2) {
      const from = windows[windowRun] - y * width;
      const to = windows[windowRun + 1] - y * width;
      slot = fitModels(laplacian, p, models, { y, from, to, slot });
      addNeighbours(models, sums, from, to);
    }
    for (; unknown[pixelRun] < y * width; pixelRun += 2)
      visitRun(ring, { from: unknown[pixelRun], to: unknown[pixelRun + 1], rowStart });
  }
}

/** The models of one run of windows, as a·I + b; `models` begins one window before the run. Returns the next slot. */
function fitModels(
  { guide, statistics, width }: MattingLaplacian,
  p: Float32Array,
  models: Float64Array,
  { y, from, to, slot }: { y: number; from: number; to: number; slot: number },
): number {
  let s0 = 0;
  let r0 = 0;
  let g0 = 0;
  let b0 = 0;
  let s1 = 0;
  let r1 = 0;
  let g1 = 0;
  let b1 = 0;
  let next = slot;
  for (let x = from - 1; x <= to; x += 1) {
    const i = y * width + x;
    const pa = p[i - width];
    const pb = p[i];
    const pc = p[i + width];
    const ca = (i - width) * 3;
    const cb = i * 3;
    const cc = (i + width) * 3;
    const s = pa + pb + pc;
    const r = pa * guide[ca] + pb * guide[cb] + pc * guide[cc];
    const g = pa * guide[ca + 1] + pb * guide[cb + 1] + pc * guide[cc + 1];
    const b = pa * guide[ca + 2] + pb * guide[cb + 2] + pc * guide[cc + 2];
    if (x > from) {
      const mean = (s0 + s1 + s) / 9;
      const mr = statistics[next];
      const mg = statistics[next + 1];
      const mb = statistics[next + 2];
      const vr = (r0 + r1 + r) / 9 - mr * mean;
      const vg = (g0 + g1 + g) / 9 - mg * mean;
      const vb = (b0 + b1 + b) / 9 - mb * mean;
      const rg = statistics[next + 4];
      const rb = statistics[next + 5];
      const gb = statistics[next + 7];
      const ar = statistics[next + 3] * vr + rg * vg + rb * vb;
      const ag = rg * vr + statistics[next + 6] * vg + gb * vb;
      const ab = rb * vr + gb * vg + statistics[next + 8] * vb;
      const k = (x - from) * 5;
      models[k] = ar;
      models[k + 1] = ag;
      models[k + 2] = ab;
      models[k + 3] = mean - ar * mr - ag * mg - ab * mb;
      models[k + 4] = 1;
      next += PER_WINDOW;
    }
    s0 = s1;
    r0 = r1;
    g0 = g1;
    b0 = b1;
    s1 = s;
    r1 = r;
    g1 = g;
    b1 = b;
  }
  return next;
}

/** Adds each window's model to the three columns that the window covers. */
function addNeighbours(models: Float64Array, sums: Float64Array, from: number, to: number): void {
  for (let x = from; x < to; x += 1) {
    const k = (x - from + 1) * 5;
    const at = (x - 1) * 5;
    for (let channel = 0; channel < 5; channel += 1) {
      const value = models[k + channel];
      sums[at + channel] += value;
      sums[at + 5 + channel] += value;
      sums[at + 10 + channel] += value;
    }
  }
}

function measureWindow(
  { guide, width }: MattingLaplacian,
  centre: number,
  epsilon: number,
  window: Float32Array,
): void {
  let mr = 0;
  let mg = 0;
  let mb = 0;
  for (let n = 0; n < 9; n += 1) {
    const i = neighbour(centre, width, n) * 3;
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
  for (let n = 0; n < 9; n += 1) {
    const i = neighbour(centre, width, n) * 3;
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
  window[0] = mr;
  window[1] = mg;
  window[2] = mb;
  const ridge = epsilon / 9;
  writeInverse(window, [rr + ridge, rg, rb, gg + ridge, gb, bb + ridge]);
}

type Symmetric = readonly [number, number, number, number, number, number];

function writeInverse(window: Float32Array, [rr, rg, rb, gg, gb, bb]: Symmetric): void {
  const irr = gg * bb - gb * gb;
  const irg = rb * gb - rg * bb;
  const irb = rg * gb - rb * gg;
  const determinant = rr * irr + rg * irg + rb * irb;
  window[3] = irr / determinant;
  window[4] = irg / determinant;
  window[5] = irb / determinant;
  window[6] = (rr * bb - rb * rb) / determinant;
  window[7] = (rg * rb - rr * gb) / determinant;
  window[8] = (rr * gg - rg * rg) / determinant;
}

function addDiagonal(
  { guide, diagonal, width }: MattingLaplacian,
  centre: number,
  [mr, mg, mb, rr, rg, rb, gg, gb, bb]: Float32Array,
): void {
  for (let n = 0; n < 9; n += 1) {
    const i = neighbour(centre, width, n);
    const r = guide[i * 3] - mr;
    const g = guide[i * 3 + 1] - mg;
    const b = guide[i * 3 + 2] - mb;
    const spread = r * (rr * r + 2 * (rg * g + rb * b)) + g * (gg * g + 2 * gb * b) + b * bb * b;
    diagonal[i] += 1 - (1 + spread) / 9;
  }
}

function neighbour(centre: number, width: number, n: number): number {
  return centre + (Math.floor(n / 3) - 1) * width + (n % 3) - 1;
}

/** Centres of the whole windows that hold an unknown pixel. */
function windowsAround(isUnknown: Uint8Array, { width, height }: Extent): Uint8Array {
  const isCentre = new Uint8Array(isUnknown.length);
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const rows = [i - width, i, i + width];
      if (rows.some((row) => isUnknown[row - 1] | isUnknown[row] | isUnknown[row + 1]))
        isCentre[i] = 1;
    }
  return isCentre;
}

function runsOf(isMember: Uint8Array, { width, height }: Extent): Runs {
  const runs: number[] = [];
  for (let y = 0; y < height; y += 1) {
    const end = (y + 1) * width;
    for (let i = y * width; i < end; i += 1) {
      if (isMember[i] === 0) continue;
      const start = i;
      while (i < end && isMember[i] !== 0) i += 1;
      runs.push(start, i);
    }
  }
  return Int32Array.from(runs);
}

function countOf(runs: Runs): number {
  let count = 0;
  for (let run = 0; run < runs.length; run += 2) count += runs[run + 1] - runs[run];
  return count;
}
