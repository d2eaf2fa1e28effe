import { createAlphaMatte, stretchMatte, type AlphaMatte } from '../../raster';
import { averageByAgreement } from './average-by-agreement';
import { believe, type Belief } from './believe';
import { DEFAULT_FINISH, finishLevels, type FinishSettings } from './finish-levels';
import { DEFAULT_FUSION, fuseMattes, type FusedMatte, type FusionSettings } from './fuse-mattes';
import { mirrorBack } from './mirror-rows';
import { settleDisputes } from './settle-disputes';
import { uncertaintyOf, type Uncertainty } from './uncertainty-of';

/** What two networks see in a picture and in its mirror image; the mirrored mattes as the networks gave them. */
export interface Passes {
  readonly fine: AlphaMatte;
  readonly fineMirrored: AlphaMatte;
  /**
   * What the fine network sees at a smaller extent, where it was asked. It loses thin parts, and finds whole ones: so it adds to
   * the subject, and takes nothing from it.
   */
  readonly reduced?: readonly { readonly matte: AlphaMatte; readonly isMirrored: boolean }[];
  readonly steady: AlphaMatte;
  readonly steadyMirrored: AlphaMatte;
}

/** The coarse matte of quality `best`. */
export interface FusedPasses extends FusedMatte {
  readonly uncertainty: Uncertainty;
}

/**
 * One matte from all passes, at the fine network's extent: the steady network's passes become a belief (see believe), the
 * fine network's are averaged by their agreement with it (those at a smaller extent only add), both are fused in log-odds (see fuseMattes), the levels away
 * from the edges finished, and disputed regions settled (see settleDisputes). Without `solidInterior` nothing that is half
 * transparent becomes solid. The uncertainty also counts where the fine network's two full passes
 * disagree. Alpha in [0, 1]. Borrows all passes; allocates the matte, the map, and at most fourteen planes on the way.
 * @throws RangeError when the extents of a network's two full passes differ.
 */
export function fusePasses(
  { fine, fineMirrored, reduced = [], steady, steadyMirrored }: Passes,
  settings: FusionSettings = DEFAULT_FUSION,
): FusedPasses {
  const belief = believe(steady, steadyMirrored, fine);
  const back = mirrorBack(fineMirrored);
  const others = reduced.map(({ matte, isMirrored }) =>
    createAlphaMatte(fine, stretchMatte(isMirrored ? mirrorBack(matte) : matte, fine)),
  );
  const fused = fuseMattes(averageAndAdd([fine, back], others, belief), belief, settings);
  const finished = finishLevels(fused, finishFor(settings));
  const spread = belief.spread.map((value, i) =>
    Math.max(value, Math.abs(fine.alpha[i] - back.alpha[i])),
  );
  const { settledPixels, ...matte } = settings.solidInterior
    ? settleDisputes(finished, spread)
    : { ...finished, settledPixels: 0 };
  return {
    ...matte,
    repairedPixels: fused.repairedPixels + settledPixels,
    uncertainty: uncertaintyOf(matte, [fine, back]),
  };
}

/** The mean of the full passes, raised to that of all where the others have found more; what they have lost stays. */
function averageAndAdd(
  full: readonly AlphaMatte[],
  others: readonly AlphaMatte[],
  belief: Belief,
): AlphaMatte {
  const seen = averageByAgreement(full, belief);
  if (others.length === 0) return seen;
  const widely = averageByAgreement([...full, ...others], belief);
  return createAlphaMatte(
    seen,
    seen.alpha.map((alpha, i) => Math.max(alpha, widely.alpha[i])),
  );
}

/** The levels that finish a fused matte: without solid interiors only haze is cleared. */
export function finishFor({ solidInterior }: FusionSettings): FinishSettings {
  return solidInterior ? DEFAULT_FINISH : { ...DEFAULT_FINISH, white: 1 };
}
