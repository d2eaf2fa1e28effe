import { boxBlur, clampUnit, type Extent } from '../../raster';
import { smoothStep } from '../smooth-step';
import { ruleFor, type RegionRules } from './region-rules';
import type { Runs } from './runs';

/** Over how far softness is compared, in thousandths of the longer side. */
const NEIGHBOURHOOD = 12;
/** Softness on which nothing can be judged: that of three pixels in a thousand being half foreground. */
const NO_SOFTNESS = 0.003;

/** Planes H×W. */
export interface AcceptanceField {
  readonly extent: Extent;
  readonly prior: Float32Array;
  /** The local width of the transition, in thousandths of the longer side. */
  readonly transition: Float32Array;
  /** Where the solution may differ from the prior, and is changed. */
  readonly runs: Runs;
}

/**
 * Takes the solution where it explains the picture with less mixing, and the prior where with more. Hair and fur come
 * out of the solver as strands between background, so softness falls; a hard edge whose two sides have alike colours is
 * smeared by it, so softness rises: there the network knows better. Softness is 4α(1 − α), averaged over a neighbourhood;
 * `rules` say by how much it may grow, by the kind of region.
 * Borrows the prior, takes the solution and returns it, mixed; both H×W. Allocates three planes. Cost: two box blurs.
 */
export function acceptSharper(
  solution: Float32Array,
  { prior, transition, extent, runs }: AcceptanceField,
  rules: RegionRules,
): Float32Array {
  const radius = Math.max(
    2,
    Math.round((NEIGHBOURHOOD * Math.max(extent.width, extent.height)) / 1000),
  );
  const softened = softnessOf(solution, extent, radius);
  const before = softnessOf(prior, extent, radius);
  for (let run = 0; run < runs.length; run += 2)
    for (let i = runs[run]; i < runs[run + 1]; i += 1) {
      const { whole, none, clip } = ruleFor(rules, transition[i]);
      const growth = (softened[i] + NO_SOFTNESS) / (before[i] + NO_SOFTNESS);
      const share = 1 - smoothStep(whole, none, growth);
      const mixed = prior[i] + share * (solution[i] - prior[i]);
      solution[i] = clampUnit((mixed - clip) / (1 - 2 * clip));
    }
  return solution;
}

function softnessOf(alpha: Float32Array, extent: Extent, radius: number): Float32Array {
  const softness = new Float32Array(alpha.length);
  for (let i = 0; i < alpha.length; i += 1) softness[i] = 4 * alpha[i] * (1 - alpha[i]);
  return boxBlur(softness, extent, radius, softness);
}
