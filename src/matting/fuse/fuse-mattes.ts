import { boxBlur, createAlphaMatte, type AlphaMatte } from '../../raster';
import type { Belief } from './believe';
import { checkExtent } from './check-extent';
import { localRange } from './local-range';
import { smoothStep } from '../smooth-step';

/** How two networks' mattes become one. */
export interface FusionSettings {
  /** What one unit of the steady network's log-odds is worth, from 0; more repairs more and copies more of its errors. */
  readonly gain: number;
  /** The most that log-odds may move, from 0; more lets the steady network overrule a surer fine one. */
  readonly cap: number;
  /** How far the steady matte is blurred first, as a fraction of the longer side; more keeps its edges out, and its detail. */
  readonly blurRadius: number;
  /** The window in which the fine matte's own change counts, as a fraction of the longer side. */
  readonly guardRadius: number;
  /** Below this local range of the fine matte the steady one has its full say, above `guardTo` none. */
  readonly guardFrom: number;
  readonly guardTo: number;
  /** Whether the steady network may make a veiled interior solid; off, it only clears what is outside. */
  readonly solidInterior: boolean;
}

export const DEFAULT_FUSION: FusionSettings = {
  gain: 0.7,
  cap: 2.8,
  blurRadius: 0.01,
  guardRadius: 0.003,
  guardFrom: 0.5,
  guardTo: 0.95,
  solidInterior: true,
};

/** A fused matte, and what the steady network mended in it. */
export interface FusedMatte extends AlphaMatte {
  /** Pixels that were veiled (alpha below 0.9) and rose by more than 0.05. */
  readonly repairedPixels: number;
}

/**
 * One matte from two networks: `fine` knows where the edges are but leaves veils inside and haze outside; `steady` is
 * coarse but sure of what belongs to the subject. The steady matte, blurred until none of its edges is left, moves the
 * fine one in log-odds: odds(α) = odds(fine) · exp(t · g · clamp(gain · logit(blurred steady), ±cap)), where t is how far
 * the belief is trusted, and g falls from 1 to 0 as the fine matte itself changes quickly nearby: an edge that it sees is not
 * argued with, and neither are hair and lace. An alpha of exactly 0 or 1 stays. Where the steady network is undecided nothing
 * moves; a limited cap leaves what is truly translucent translucent.
 * Both H×W. Borrows both; allocates the fused matte and five planes. Cost: about fifteen passes.
 * @throws RangeError when the extents differ.
 */
export function fuseMattes(
  fine: AlphaMatte,
  belief: Belief,
  settings: FusionSettings = DEFAULT_FUSION,
): FusedMatte {
  checkExtent(fine, belief);
  const side = Math.max(fine.width, fine.height);
  const blurred = boxBlur(belief.alpha, fine, Math.round(settings.blurRadius * side));
  const change = localRange(fine, Math.round(settings.guardRadius * side));
  const alpha = new Float32Array(fine.alpha.length);
  let repairedPixels = 0;
  for (let i = 0; i < alpha.length; i += 1) {
    const guard = 1 - smoothStep(settings.guardFrom, settings.guardTo, change[i]);
    const old = fine.alpha[i];
    alpha[i] = moveOdds(old, belief.trust[i] * guard * shiftOf(blurred[i], settings));
    if (old < 0.9 && alpha[i] > old + 0.05) repairedPixels += 1;
  }
  return { ...createAlphaMatte(fine, alpha), repairedPixels };
}

function shiftOf(belief: number, { gain, cap, solidInterior }: FusionSettings): number {
  // A blur's rounding may leave a belief just outside [0, 1], where there are no log-odds.
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, belief));
  const shift = gain * Math.log(inside / (1 - inside));
  return Math.min(solidInterior ? cap : 0, Math.max(-cap, shift));
}

/** Written in odds, not logits, so that a shift of 0 changes nothing and 0 and 1 need no exception. */
function moveOdds(alpha: number, shift: number): number {
  const foreground = alpha * Math.exp(shift);
  return foreground / (foreground + 1 - alpha);
}
