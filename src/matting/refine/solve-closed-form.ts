import type { Extent } from '../../raster';
import { applyMattingLaplacian } from './apply-laplacian';
import { createMattingLaplacian, diagonalOf, type MattingLaplacian } from './matting-laplacian';
import type { Runs } from './runs';
import { clearWindows, liftToWindows } from './window-pixels';

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
 * clamped. Borrows the system; takes `start` and returns it, solved. Allocates the Laplacian, and on the way 32 bytes per
 * unknown pixel and 8 per pixel in windows.
 * All but the solution is kept in float64: with weights this small float32's rounding would move it by some 1/255, so that
 * a picture and its mirror image came out different. Cost: one Laplacian product per iteration.
 */
export function solveClosedForm(
  system: ClosedFormSystem,
  start: Float32Array,
  options: SolveOptions,
): ClosedFormSolution {
  const { guide, isUnknown, epsilon } = system;
  const laplacian = createMattingLaplacian(guide, isUnknown, system, epsilon);
  const { unknown } = laplacian;
  const search = beginSearch(laplacian, system, start);
  const { iterations, tolerance } = search.residual.length > FEW ? options : TO_THE_END;
  let energy = search.energy;
  const enough = energy * tolerance * tolerance;
  for (let turn = 0; turn < iterations && energy > enough; turn += 1) {
    applyMattingLaplacian(laplacian, search.direction, search.product);
    const step = energy / addWeights(unknown, search);
    const next = advance(unknown, step, search, start);
    turnDirection(unknown, next / energy, search);
    energy = next;
  }
  return { alpha: start, laplacian };
}

/** The state of conjugate gradients: one value for each unknown pixel, in order, but for the direction. */
interface Search {
  readonly residual: Float64Array;
  readonly product: Float64Array;
  readonly weight: Float64Array;
  /** 1 by the diagonal of L + Λ. */
  readonly inverse: Float64Array;
  /** H×W, 0 at the known pixels. */
  readonly direction: Float64Array;
}

function beginSearch(
  laplacian: MattingLaplacian,
  { prior, weight: weights }: ClosedFormSystem,
  start: Float32Array,
): Search & { readonly energy: number } {
  const { unknown } = laplacian;
  const inverse = diagonalOf(laplacian);
  const residual = new Float64Array(inverse.length);
  const weight = new Float64Array(inverse.length);
  const direction = liftToWindows(laplacian, start);
  applyMattingLaplacian(laplacian, direction, residual);
  clearWindows(laplacian, direction);
  let energy = 0;
  for (let run = 0, slot = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1, slot += 1) {
      weight[slot] = weights[i];
      inverse[slot] = 1 / (inverse[slot] + weights[i]);
      residual[slot] = weights[i] * (prior[i] - start[i]) - residual[slot];
      direction[i] = residual[slot] * inverse[slot];
      energy += residual[slot] * direction[i];
    }
  return {
    residual,
    product: new Float64Array(inverse.length),
    weight,
    inverse,
    direction,
    energy,
  };
}

/** Makes the product L·d that of L + Λ. Returns dᵀ(L + Λ)d. */
function addWeights(unknown: Runs, { direction, product, weight }: Search): number {
  let sum = 0;
  for (let run = 0, slot = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1, slot += 1) {
      const whole = product[slot] + weight[slot] * direction[i];
      product[slot] = whole;
      sum += whole * direction[i];
    }
  return sum;
}

/** A step along the direction. Returns the energy of what remains. */
function advance(
  unknown: Runs,
  step: number,
  { residual, product, inverse, direction }: Search,
  solution: Float32Array,
): number {
  let energy = 0;
  for (let run = 0, slot = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1, slot += 1) {
      solution[i] += step * direction[i];
      const rest = residual[slot] - step * product[slot];
      residual[slot] = rest;
      energy += rest * rest * inverse[slot];
    }
  return energy;
}

function turnDirection(
  unknown: Runs,
  keep: number,
  { residual, inverse, direction }: Search,
): void {
  for (let run = 0, slot = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1, slot += 1)
      direction[i] = residual[slot] * inverse[slot] + keep * direction[i];
}
