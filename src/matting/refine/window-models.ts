import type { MattingLaplacian } from './matting-laplacian';
import { PER_WINDOW } from './window-statistics';

/** Three rows of windows' models, summed over three columns, 5 values a pixel: aR, aG, aB, b and how many windows. */
export type ModelRows = readonly Float64Array[];

export interface RowRun {
  readonly from: number;
  readonly to: number;
  readonly rowStart: number;
}

/** Hands out, for each run of unknown pixels, the models of the windows around it; the rows are borrowed. */
export function visitModels(
  laplacian: MattingLaplacian,
  p: Float64Array,
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

/**
 * The models of one run of windows, as a·I + b; `models` begins one window before the run. Returns the next slot.
 * Sums go down each column first, and three columns' sums make a window's: of p, and of p·colour and colour.
 */
function fitModels(
  { guide, statistics, width }: MattingLaplacian,
  p: Float64Array,
  models: Float64Array,
  { y, from, to, slot }: { y: number; from: number; to: number; slot: number },
): number {
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
  let next = slot;
  for (let x = from - 1; x <= to; x += 1) {
    const here = y * width + x;
    const pa = p[here - width];
    const pb = p[here];
    const pc = p[here + width];
    const ca = (here - width) * 3;
    const cb = here * 3;
    const cc = (here + width) * 3;
    const s = pa + pb + pc;
    const r = pa * guide[ca] + pb * guide[cb] + pc * guide[cc];
    const g = pa * guide[ca + 1] + pb * guide[cb + 1] + pc * guide[cc + 1];
    const b = pa * guide[ca + 2] + pb * guide[cb + 2] + pc * guide[cc + 2];
    const i = guide[ca] + guide[cb] + guide[cc];
    const j = guide[ca + 1] + guide[cb + 1] + guide[cc + 1];
    const k = guide[ca + 2] + guide[cb + 2] + guide[cc + 2];
    if (x > from) {
      const mean = (s0 + s1 + s) / 9;
      const mr = (i0 + i1 + i) / 9;
      const mg = (j0 + j1 + j) / 9;
      const mb = (k0 + k1 + k) / 9;
      const vr = (r0 + r1 + r) / 9 - mr * mean;
      const vg = (g0 + g1 + g) / 9 - mg * mean - statistics[next + 1] * vr;
      const vb =
        (b0 + b1 + b) / 9 - mb * mean - statistics[next + 2] * vr - statistics[next + 4] * vg;
      const ab = vb * statistics[next + 5];
      const ag = vg * statistics[next + 3] - statistics[next + 4] * ab;
      const ar = vr * statistics[next] - statistics[next + 1] * ag - statistics[next + 2] * ab;
      const slotOfModel = (x - from) * 5;
      models[slotOfModel] = ar;
      models[slotOfModel + 1] = ag;
      models[slotOfModel + 2] = ab;
      models[slotOfModel + 3] = mean - ar * mr - ag * mg - ab * mb;
      models[slotOfModel + 4] = 1;
      next += PER_WINDOW;
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
