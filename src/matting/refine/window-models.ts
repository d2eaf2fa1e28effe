import type { MattingLaplacian } from './matting-laplacian';
import { PER_WINDOW } from './window-statistics';

/** Three rows of windows' models, summed over three columns, 4 values a pixel: aR, aG, aB and b. */
export type ModelRows = readonly [Float64Array, Float64Array, Float64Array];

export interface RowRun {
  readonly from: number;
  readonly to: number;
  readonly rowStart: number;
  /** Of the first pixel, among all unknown ones. */
  readonly slot: number;
}

/**
 * Hands out, for each run of unknown pixels, the models of the windows around it; the rows are borrowed. `p`, H×W, is read
 * in the windows only.
 */
export function visitModels(
  laplacian: MattingLaplacian,
  p: Float64Array,
  visitRun: (rows: ModelRows, run: RowRun) => void,
): void {
  const { width, height, unknown, windows } = laplacian;
  const ring = [0, 1, 2].map(() => new Float64Array(width * 4)) as unknown as ModelRows;
  const models = new Float64Array((width + 4) * 4);
  let window = 0;
  let windowRun = 0;
  let pixel = 0;
  let pixelRun = 0;
  for (let y = 0; y <= height; y += 1) {
    const sums = ring[y % 3];
    // Elsewhere a row's windows cover all that is read of it, so that what it held before needs no clearing.
    if (y === 0 || y >= height - 1) sums.fill(0);
    for (; windows[windowRun] < (y + 1) * width; windowRun += 2) {
      const from = windows[windowRun] - y * width;
      const to = windows[windowRun + 1] - y * width;
      fitModels(laplacian, p, models, { y, from, to, window });
      sumAcross(models, sums, from, to);
      window += to - from;
    }
    for (; unknown[pixelRun] < y * width; pixelRun += 2) {
      const [from, to] = [unknown[pixelRun], unknown[pixelRun + 1]];
      visitRun(ring, { from, to, rowStart: (y - 1) * width, slot: pixel });
      pixel += to - from;
    }
  }
}

/** Of one row of windows, that from `from` up to `to`; `window` counts from the first of all. */
interface WindowRun {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly window: number;
}

/**
 * The models of one run of windows, as a·I + b; two empty ones before and after. Sums go down each column first, and three
 * columns' sums make a window's: of p, of p·colour and of colour.
 */
function fitModels(
  { guide, statistics, width }: MattingLaplacian,
  p: Float64Array,
  models: Float64Array,
  { y, from, to, window }: WindowRun,
): void {
  let s0 = 0;
  let s1 = 0;
  let r0 = 0;
  let r1 = 0;
  let g0 = 0;
  let g1 = 0;
  let b0 = 0;
  let b1 = 0;
  let i0 = 0;
  let i1 = 0;
  let j0 = 0;
  let j1 = 0;
  let k0 = 0;
  let k1 = 0;
  let next = window * PER_WINDOW;
  let slot = 8;
  const end = y * width + to;
  for (let here = y * width + from - 1; here <= end; here += 1) {
    const pa = p[here - width];
    const pb = p[here];
    const pc = p[here + width];
    const ca = (here - width) * 3;
    const cb = here * 3;
    const cc = (here + width) * 3;
    const ra = guide[ca];
    const rb = guide[cb];
    const rc = guide[cc];
    const ga = guide[ca + 1];
    const gb = guide[cb + 1];
    const gc = guide[cc + 1];
    const ba = guide[ca + 2];
    const bb = guide[cb + 2];
    const bc = guide[cc + 2];
    const s = pa + pb + pc;
    const r = pa * ra + pb * rb + pc * rc;
    const g = pa * ga + pb * gb + pc * gc;
    const b = pa * ba + pb * bb + pc * bc;
    const i = ra + rb + rc;
    const j = ga + gb + gc;
    const k = ba + bb + bc;
    if (here > end - to + from) {
      const mean = (s0 + s1 + s) * NINTH;
      const mr = (i0 + i1 + i) * NINTH;
      const mg = (j0 + j1 + j) * NINTH;
      const mb = (k0 + k1 + k) * NINTH;
      const l21 = statistics[next + 1];
      const l31 = statistics[next + 2];
      const l32 = statistics[next + 4];
      const vr = (r0 + r1 + r) * NINTH - mr * mean;
      const vg = (g0 + g1 + g) * NINTH - mg * mean - l21 * vr;
      const vb = (b0 + b1 + b) * NINTH - mb * mean - l31 * vr - l32 * vg;
      const ab = vb * statistics[next + 5];
      const ag = vg * statistics[next + 3] - l32 * ab;
      const ar = vr * statistics[next] - l21 * ag - l31 * ab;
      models[slot] = ar;
      models[slot + 1] = ag;
      models[slot + 2] = ab;
      models[slot + 3] = mean - ar * mr - ag * mg - ab * mb;
      next += PER_WINDOW;
      slot += 4;
    }
    s0 = s1;
    s1 = s;
    r0 = r1;
    r1 = r;
    g0 = g1;
    g1 = g;
    b0 = b1;
    b1 = b;
    i0 = i1;
    i1 = i;
    j0 = j1;
    j1 = j;
    k0 = k1;
    k1 = k;
  }
  models.fill(0, slot, slot + 8);
}

const NINTH = 1 / 9;

/** For each column that the run's windows cover, the sum of those that hold it. */
function sumAcross(models: Float64Array, sums: Float64Array, from: number, to: number): void {
  const end = (to - from + 2) * 4;
  for (let k = 0, at = (from - 1) * 4; k < end; k += 1, at += 1)
    sums[at] = models[k] + models[k + 4] + models[k + 8];
}
