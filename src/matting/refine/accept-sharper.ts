import { boxBlur, clampUnit, type Extent } from '../../raster';
import { smoothStep } from '../smooth-step';

/** Over how far softness is compared, in thousandths of the longer side. */
const NEIGHBOURHOOD = 12;
/** Softness on which nothing can be judged: that of three pixels in a thousand being half foreground. */
const NO_SOFTNESS = 0.003;

/** What is asked of the solution in one kind of region. */
export interface AcceptanceRule {
  /** Up to this many times the prior's softness the solution is taken whole; raising it trusts the solver more. */
  readonly whole: number;
  /** From this many times on, not at all. */
  readonly none: number;
  /** What is taken for 0, and 1 minus it for 1; raising it makes edges crisper and fine hair thinner. In [0, 0.5). */
  readonly clip: number;
}

export interface Acceptance {
  /** Where the transition is at most `hardWidth` wide, in thousandths of the longer side: the edges of products. */
  readonly hard: AcceptanceRule;
  readonly hardWidth: number;
  /** Where it is at least `softWidth` wide: hair, fur, glass. In between, both rules mix. */
  readonly soft: AcceptanceRule;
  readonly softWidth: number;
}

/** Planes H×W. */
export interface AcceptanceField {
  readonly extent: Extent;
  readonly prior: Float32Array;
  /** The local width of the transition, in thousandths of the longer side. */
  readonly transition: Float32Array;
}

/**
 * Takes the solution where it explains the picture with less mixing, and the prior where with more. Hair and fur come
 * out of the solver as strands between background, so softness falls; a hard edge whose two sides have alike colours is
 * smeared by it, so softness rises: there the network knows better. Softness is 4α(1 − α), averaged over a neighbourhood;
 * `acceptance` says by how much it may grow, by the kind of region.
 * Borrows the prior, takes the solution and returns it, mixed; both H×W. Allocates three planes. Cost: two box blurs.
 */
export function acceptSharper(
  solution: Float32Array,
  { prior, transition, extent }: AcceptanceField,
  acceptance: Acceptance,
): Float32Array {
  const { hard, hardWidth, soft, softWidth } = acceptance;
  const radius = Math.max(
    2,
    Math.round((NEIGHBOURHOOD * Math.max(extent.width, extent.height)) / 1000),
  );
  const softened = softnessOf(solution, extent, radius);
  const before = softnessOf(prior, extent, radius);
  for (let i = 0; i < solution.length; i += 1) {
    const kind = smoothStep(hardWidth, softWidth, transition[i]);
    const whole = hard.whole + kind * (soft.whole - hard.whole);
    const none = hard.none + kind * (soft.none - hard.none);
    const clip = hard.clip + kind * (soft.clip - hard.clip);
    const growth = (softened[i] + NO_SOFTNESS) / (before[i] + NO_SOFTNESS);
    const share = 1 - smoothStep(whole, none, growth);
    const mixed = prior[i] + share * (solution[i] - prior[i]);
    solution[i] = clampUnit((mixed - clip) / (1 - 2 * clip));
  }
  return solution;
}

function softnessOf(alpha: Float32Array, extent: Extent, radius: number): Float32Array {
  const softness = alpha.map((value) => 4 * value * (1 - value));
  return boxBlur(softness, extent, radius, softness);
}
