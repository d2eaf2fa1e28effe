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
