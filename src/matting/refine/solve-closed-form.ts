import type { Extent } from '../../raster';
import { applyMattingLaplacian } from './apply-laplacian';
import { createMattingLaplacian, diagonalOf, type MattingLaplacian } from './matting-laplacian';
import { countOf, type Runs } from './runs';

/** One closed-form matting system; all planes H×W. */
export interface ClosedFormSystem extends Extent {
  /** RGBRGB…, in [0, 1]. */
  readonly guide: Float32Array;
  /** 1 where alpha is to be found; elsewhere the prior is taken as it is. */
  readonly isUnknown: Uint8Array;
  /** In [0, 1]. */
  readonly prior: Float32Array;
  /** How strongly alpha is held to the prior, above 0; read at the unknown pixels only. */
  readonly weight: Float32Array;
  /** Squared intensity; raising it trusts colour less. */
  readonly epsilon: number;
}

export interface SolveOptions {
  readonly iterations: number;
  /** Ends earlier once the residual's length has fallen to this part of the first one's. */
  readonly tolerance: number;
}

/**
 * With hardly more unknown pixels than iterations, conjugate gradients come to their end, where rounding is magnified
 * until it is all that is left: so few pixels are solved to the end, which costs nothing.
 */
const FEW = 64;
const TO_THE_END: SolveOptions = { iterations: 4 * FEW, tolerance: 1e-8 };

export interface ClosedFormSolution {
  readonly alpha: Float32Array;
  /** The system's own: its windows are dear, and the colour models need them as well. */
  readonly laplacian: MattingLaplacian;
}

/**
 * Solves (L + Λ)·α = Λ·prior at the unknown pixels (Levin, Lischinski and Weiss, PAMI 2008) by conjugate gradients with
 * the diagonal as preconditioner, begun at `start`, which must equal the prior at the known pixels. The solution is not
 * clamped. Borrows the system; takes `start` and returns it, solved. Allocates the Laplacian, and 32 bytes per
 * pixel on the way.
 * All but the solution is kept in float64: with weights this small float32's rounding would move it by some 1/255, so that
 * a picture and its mirror image came out different. Cost: one Laplacian product per iteration.
 */
export function solveClosedForm(
  system: ClosedFormSystem,
  start: Float32Array,
  options: SolveOptions,
): ClosedFormSolution {
  const { guide, isUnknown, prior, weight, epsilon } = system;
  const laplacian = createMattingLaplacian(guide, isUnknown, system, epsilon);
  const { unknown } = laplacian;
  const { iterations, tolerance } = countOf(unknown) > FEW ? options : TO_THE_END;
  const diagonal = diagonalOf(laplacian);
  const residual = new Float64Array(start.length);
  const direction = new Float64Array(start);
  const product = new Float64Array(start.length);
  applyMattingLaplacian(laplacian, direction, residual);
  direction.fill(0);
  each(unknown, (i) => {
    diagonal[i] = 1 / (diagonal[i] + weight[i]);
    residual[i] = weight[i] * (prior[i] - start[i]) - residual[i];
    direction[i] = residual[i] * diagonal[i];
  });
  let energy = dot(unknown, residual, direction);
  const enough = energy * tolerance * tolerance;
  for (let turn = 0; turn < iterations && energy > enough; turn += 1) {
    applyMattingLaplacian(laplacian, direction, product);
    addWeighted(unknown, direction, weight, product);
    const step = energy / dot(unknown, direction, product);
    advance(unknown, step, { solution: start, residual, direction, product });
    const next = preconditionedEnergy(unknown, residual, diagonal);
    turnDirection(unknown, next / energy, { residual, direction, diagonal });
    energy = next;
  }
  return { alpha: start, laplacian };
}

function each(runs: Runs, visit: (i: number) => void): void {
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1) visit(i);
}

function dot(runs: Runs, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1) sum += a[i] * b[i];
  return sum;
}

function addWeighted(runs: Runs, a: Float64Array, weight: Float32Array, sum: Float64Array): void {
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1) sum[i] += weight[i] * a[i];
}

function preconditionedEnergy(runs: Runs, residual: Float64Array, diagonal: Float64Array): number {
  let sum = 0;
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1)
      sum += residual[i] * residual[i] * diagonal[i];
  return sum;
}

function advance(
  runs: Runs,
  step: number,
  planes: Record<'residual' | 'direction' | 'product', Float64Array> & {
    readonly solution: Float32Array;
  },
): void {
  const { solution, residual, direction, product } = planes;
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1) {
      solution[i] += step * direction[i];
      residual[i] -= step * product[i];
    }
}

function turnDirection(
  runs: Runs,
  keep: number,
  planes: Record<'residual' | 'direction' | 'diagonal', Float64Array>,
): void {
  const { residual, direction, diagonal } = planes;
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1)
      direction[i] = residual[i] * diagonal[i] + keep * direction[i];
}
