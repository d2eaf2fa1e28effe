import { smoothStep } from '../smooth-step';

/** How the solver is treated in one kind of region. */
export interface RegionRule {
  /** How strongly decided pixels are held to the coarse matte, from 0; raising it moves less. */
  readonly priorWeight: number;
  /** Up to this many times the prior's softness the solution is taken whole; raising it trusts the solver more. */
  readonly whole: number;
  /** From this many times on, not at all. */
  readonly none: number;
  /** What is taken for 0, and 1 minus it for 1; raising it makes edges crisper and fine hair thinner. In [0, 0.5). */
  readonly clip: number;
}

/** A region's kind follows from the width of its transition, in thousandths of the longer side. */
export interface RegionRules {
  /** Where the transition is at most `hardWidth` wide: the edges of products, which the network sees well. */
  readonly hard: RegionRule;
  readonly hardWidth: number;
  /** Where it is at least `softWidth` wide: hair, fur, glass. In between, both rules mix. */
  readonly soft: RegionRule;
  readonly softWidth: number;
  /**
   * No edge is as wide as this, nor as twenty pixels: there the network is undecided about a region and not about an edge, and
   * colour cannot decide for it. Fades in from half of that; raising it lets the solver into wider haze.
   */
  readonly vastWidth: number;
  /** How strongly undecided regions are held to the coarse matte; raising it moves less. */
  readonly vastWeight: number;
}

/** The rule for a transition of that width. */
export function ruleFor({ hard, hardWidth, soft, softWidth }: RegionRules, transition: number) {
  const kind = smoothStep(hardWidth, softWidth, transition);
  const mix = (from: number, to: number): number => from + kind * (to - from);
  return {
    priorWeight: mix(hard.priorWeight, soft.priorWeight),
    whole: mix(hard.whole, soft.whole),
    none: mix(hard.none, soft.none),
    clip: mix(hard.clip, soft.clip),
  } satisfies RegionRule;
}

const WIDEST_EDGE_PX = 20;

/**
 * How strongly a pixel is held to its prior: max(priorWeight·|2α − 1|⁴, 10⁻⁴), so that undecided pixels follow the
 * photograph and decided ones the network; in regions that are undecided as a whole at least `vastWeight`. `transition` in
 * thousandths of `side`, the longer side in pixels.
 */
export function priorWeightAt(
  prior: number,
  { transition, side }: { readonly transition: number; readonly side: number },
  rules: RegionRules,
): number {
  const decided = ruleFor(rules, transition).priorWeight * (2 * prior - 1) ** 4;
  const vast = Math.max(rules.vastWidth, (WIDEST_EDGE_PX * 1000) / side);
  return Math.max(decided, LEAST_WEIGHT, rules.vastWeight * smoothStep(vast / 2, vast, transition));
}

/** Not one pixel is wholly free, or the system would be singular. */
const LEAST_WEIGHT = 1e-4;
