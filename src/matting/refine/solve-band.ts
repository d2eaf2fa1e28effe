import { stretch, stretchMatte, type AlphaMatte, type Extent } from '../../raster';
import { acceptSharper, type Acceptance } from './accept-sharper';
import { fitColourModels } from './fit-colour-models';
import type { BandPlan } from './plan-band';
import type { SolvedBand } from './render-tile';
import { solveInLevels } from './solve-in-levels';
import { whereAbove } from './where-above';

export interface SolverOptions {
  /** Squared intensity; raising it trusts colour less. */
  readonly epsilon: number;
  /** How strongly decided pixels are held to the coarse matte; raising it moves less. */
  readonly priorWeight: number;
  /** Of conjugate gradients, on each level; raising it follows long hairs further. */
  readonly iterations: number;
  readonly acceptance: Acceptance;
}

export const SOLVER_DEFAULTS: SolverOptions = {
  epsilon: 1e-5,
  priorWeight: 0.005,
  iterations: 15,
  acceptance: {
    hard: { whole: 1.3, none: 2.5, clip: 0.08 },
    hardWidth: 6,
    soft: { whole: 1.3, none: 2.5, clip: 0.02 },
    softWidth: 14,
  },
};

/** Undecided pixels follow the photograph, but not one is wholly free, or the system would be singular. */
const LEAST_WEIGHT = 1e-4;

/** Not 0: discs often end exactly on a pixel, and rounding must not say whether it is unknown. */
const LEAST_DEPTH = 1e-3;

export interface BandProblem {
  readonly coarse: AlphaMatte;
  readonly plan: BandPlan;
  /** The working one: what `guide` has. */
  readonly extent: Extent;
  /** RGBRGB…, in [0, 1]; read within two pixels of the band only. */
  readonly guide: Float32Array;
}

/**
 * The matte in the band from the photograph: closed-form matting (Levin 2008) with the coarse matte as prior, held by
 * max(priorWeight·|2α − 1|⁴, 10⁻⁴), so that undecided pixels follow the photograph and decided ones the network; then
 * taken where it is no softer than the prior. `wantModels` asks for the local models of colour as well.
 * Borrows the problem; allocates.
 */
export function solveBand(
  { coarse, plan, extent, guide }: BandProblem,
  options: SolverOptions,
  wantModels: boolean,
): SolvedBand {
  const { epsilon, priorWeight, iterations, acceptance } = options;
  const prior = stretchMatte(coarse, extent);
  const isUnknown = whereAbove(stretchPlane(plan, plan.depth, extent), LEAST_DEPTH);
  const weight = prior.map((p) => Math.max(priorWeight * (2 * p - 1) ** 4, LEAST_WEIGHT));
  const system = { ...extent, guide, isUnknown, prior, weight, epsilon };
  const solution = solveInLevels(system, { iterations, tolerance: 1e-4 });
  const transition = stretchPlane(plan, plan.transition, extent);
  const alpha = acceptSharper(solution.alpha, { prior, transition, extent }, acceptance);
  if (!wantModels) return { ...extent, alpha };
  return { ...extent, alpha, models: fitColourModels(solution.laplacian, alpha) };
}

function stretchPlane({ width, height }: Extent, samples: Float32Array, extent: Extent) {
  return stretch({ width, height, channels: 1, samples }, extent);
}
