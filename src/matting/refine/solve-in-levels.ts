import { areaOf, resample, type Extent } from '../../raster';
import { solveClosedForm, type ClosedFormSystem, type SolveOptions } from './solve-closed-form';

/** Below this longer side nothing is won by a coarser level. */
const COARSEST = 96;

/**
 * Solves a closed-form system from coarse to fine: each level begins at what the level of half its size added to the
 * prior, so that wide smooth regions, which conjugate gradients cross slowly, are nearly right before the first
 * iteration. The prior's weight grows fourfold per level, as one coarse pixel stands for four.
 * Borrows the system; allocates the solution, clamped to [0, 1], and a third more than solveClosedForm for the levels.
 */
export function solveInLevels(system: ClosedFormSystem, options: SolveOptions): Float32Array {
  const start = system.prior.slice();
  if (
    Math.min(system.width, system.height) >= 6 &&
    Math.max(system.width, system.height) > COARSEST
  )
    addCorrection(system, start, correctionOf(halve(system), options));
  const solution = solveClosedForm(system, start, options);
  for (let i = 0; i < solution.length; i += 1) solution[i] = Math.min(1, Math.max(0, solution[i]));
  return solution;
}

interface Correction extends Extent {
  readonly alpha: Float32Array;
}

function correctionOf(coarse: ClosedFormSystem, options: SolveOptions): Correction {
  const alpha = solveInLevels(coarse, options);
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
      if (isUnknown[i] !== 0) start[i] = Math.min(1, Math.max(0, start[i] + row[x]));
    }
  });
}

function halve(system: ClosedFormSystem): ClosedFormSystem {
  const half = { width: Math.ceil(system.width / 2), height: Math.ceil(system.height / 2) };
  const reduce = (samples: Float32Array, channels: number): Float32Array => {
    const reduced = new Float32Array(areaOf(half) * channels);
    resample({ ...system, channels, samples }, { extent: half }, (row, y) => {
      reduced.set(row, y * row.length);
    });
    return reduced;
  };
  return {
    ...half,
    guide: reduce(system.guide, 3),
    isUnknown: Uint8Array.from(reduce(Float32Array.from(system.isUnknown), 1), (v) => +(v > 0)),
    prior: reduce(system.prior, 1),
    weight: reduce(system.weight, 1).map((value) => 4 * value),
    epsilon: system.epsilon,
  };
}
