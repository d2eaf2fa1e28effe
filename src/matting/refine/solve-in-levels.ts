import { clampUnit, resample, stretch, type Extent } from '../../raster';
import {
  solveClosedForm,
  type ClosedFormSolution,
  type ClosedFormSystem,
  type SolveOptions,
} from './solve-closed-form';
import { whereAbove } from './where-above';

/** Below this longer side nothing is won by a coarser level. */
const COARSEST = 96;

/**
 * Beyond this longer side, in pixels, a level needs few iterations: what spans many pixels was found on the coarser ones,
 * and what remains is fine and local.
 */
const LARGE = 1024;
const ITERATIONS_WHEN_LARGE = 5;

/**
 * Solves a closed-form system from coarse to fine: each level begins at what the level of half its size added to the
 * prior, so that wide smooth regions, which conjugate gradients cross slowly, are nearly right before the first
 * iteration. The prior's weight grows fourfold per level, as one coarse pixel stands for four.
 * Borrows the system; allocates the solution, clamped to [0, 1], and a third more than solveClosedForm for the levels.
 */
export function solveInLevels(system: ClosedFormSystem, options: SolveOptions): ClosedFormSolution {
  const start = system.prior.slice();
  if (
    Math.min(system.width, system.height) >= 6 &&
    Math.max(system.width, system.height) > COARSEST
  )
    addCorrection(system, start, correctionOf(halve(system), options));
  const solution = solveClosedForm(system, start, optionsFor(system, options));
  const { alpha } = solution;
  for (let i = 0; i < alpha.length; i += 1) alpha[i] = clampUnit(alpha[i]);
  return solution;
}

function optionsFor({ width, height }: Extent, options: SolveOptions): SolveOptions {
  if (Math.max(width, height) <= LARGE) return options;
  return { ...options, iterations: Math.min(options.iterations, ITERATIONS_WHEN_LARGE) };
}

interface Correction extends Extent {
  readonly alpha: Float32Array;
}

function correctionOf(coarse: ClosedFormSystem, options: SolveOptions): Correction {
  const { alpha } = solveInLevels(coarse, options);
  for (let i = 0; i < alpha.length; i += 1) alpha[i] -= coarse.prior[i];
  return { width: coarse.width, height: coarse.height, alpha };
}

function addCorrection(
  { width, height, isUnknown }: ClosedFormSystem,
  start: Float32Array,
  correction: Correction,
): void {
  const source = { ...correction, channels: 1, samples: correction.alpha };
  resample(source, { extent: { width, height } }, (row, y) => {
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (isUnknown[i] !== 0) start[i] = clampUnit(start[i] + row[x]);
    }
  });
}

function halve(system: ClosedFormSystem): ClosedFormSystem {
  const { width, height, guide, isUnknown, prior, weight, epsilon } = system;
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const reduce = (samples: Float32Array | Uint8Array, channels: number): Float32Array =>
    stretch({ width, height, channels, samples }, half);
  const reducedWeight = reduce(weight, 1);
  for (let i = 0; i < reducedWeight.length; i += 1) reducedWeight[i] *= 4;
  return {
    ...half,
    guide: reduce(guide, 3),
    isUnknown: whereAbove(reduce(isUnknown, 1), 0),
    prior: reduce(prior, 1),
    weight: reducedWeight,
    epsilon,
  };
}
