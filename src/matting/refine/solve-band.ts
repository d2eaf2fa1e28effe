import {
  areaOf,
  resample,
  stretch,
  stretchMatte,
  type AlphaMatte,
  type Extent,
} from '../../raster';
import { acceptSharper } from './accept-sharper';
import { fitColourModels } from './fit-colour-models';
import type { BandPlan } from './plan-band';
import { priorWeightAt, type RegionRules } from './region-rules';
import type { SolvedBand } from './render-tile';
import { runsOf, type Runs } from './runs';
import { solveInLevels } from './solve-in-levels';

export interface SolverOptions {
  /** Squared intensity; raising it trusts colour less. */
  readonly epsilon: number;
  /** Of conjugate gradients, on each level, and five at most beyond 1024 pixels; raising it follows long hairs further. */
  readonly iterations: number;
  readonly regions: RegionRules;
}

export const SOLVER_DEFAULTS: SolverOptions = {
  epsilon: 1e-5,
  iterations: 15,
  regions: {
    hard: { priorWeight: 0.01, whole: 1.3, none: 2.5, clip: 0.08 },
    hardWidth: 5,
    soft: { priorWeight: 0.005, whole: 1.3, none: 2.5, clip: 0.02 },
    softWidth: 12,
    vastWidth: 40,
    vastWeight: 0.1,
  },
};

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
 * The matte in the band from the photograph: closed-form matting (Levin 2008) with the coarse matte as prior, held as
 * priorWeightAt says; then taken where it is no softer than the prior, as acceptSharper says. `wantModels` asks for the local
 * models of colour as well. Borrows the problem; allocates.
 */
export function solveBand(
  { coarse, plan, extent, guide }: BandProblem,
  options: SolverOptions,
  wantModels: boolean,
): SolvedBand {
  const { epsilon, iterations, regions } = options;
  const prior = stretchMatte(coarse, extent);
  const isUnknown = whereUnknown(plan, extent);
  const unknown = runsOf(isUnknown, extent);
  const transition = stretch({ ...plan, channels: 1, samples: plan.transition }, extent);
  const weight = weighPriors({ prior, transition, unknown, extent }, regions);
  const system = { ...extent, guide, isUnknown, prior, weight, epsilon };
  const solution = solveInLevels(system, { iterations, tolerance: 1e-4 });
  const runs = solution.laplacian.windows;
  const alpha = acceptSharper(solution.alpha, { prior, transition, extent, runs }, regions);
  if (!wantModels) return { ...extent, alpha };
  return { ...extent, alpha, models: fitColourModels(solution.laplacian, alpha) };
}

/** 1 at the unknown pixels of the extent. */
function whereUnknown(plan: BandPlan, extent: Extent): Uint8Array {
  const isUnknown = new Uint8Array(areaOf(extent));
  resample({ ...plan, channels: 1, samples: plan.depth }, { extent }, (row, y) => {
    const start = y * extent.width;
    for (let x = 0; x < row.length; x += 1) if (row[x] > LEAST_DEPTH) isUnknown[start + x] = 1;
  });
  return isUnknown;
}

interface Priors {
  readonly prior: Float32Array;
  readonly transition: Float32Array;
  readonly unknown: Runs;
  readonly extent: Extent;
}

/** How strongly each unknown pixel is held to its prior, H×W; 0 elsewhere. */
function weighPriors({ prior, transition, unknown, extent }: Priors, rules: RegionRules) {
  const side = Math.max(extent.width, extent.height);
  const weight = new Float32Array(prior.length);
  for (let run = 0; run < unknown.length; run += 2)
    for (let i = unknown[run]; i < unknown[run + 1]; i += 1)
      weight[i] = priorWeightAt(prior[i], { transition: transition[i], side }, rules);
  return weight;
}
