import { createAlphaMatte, type AlphaMatte } from '../../raster';
import { averageByAgreement } from './average-by-agreement';
import { averageMirrored } from './average-mirrored';
import { finishLevels } from './finish-levels';
import { DEFAULT_FUSION, fuseMattes, type FusedMatte, type FusionSettings } from './fuse-mattes';
import { mirrorRows } from './mirror-rows';
import { uncertaintyOf, type Uncertainty } from './uncertainty-of';

/** What two networks see in a picture and in its mirror image; the mirrored mattes as the networks gave them. */
export interface Passes {
  readonly fine: AlphaMatte;
  readonly fineMirrored: AlphaMatte;
  readonly steady: AlphaMatte;
  readonly steadyMirrored: AlphaMatte;
}

/** The coarse matte of quality `best`. */
export interface FusedPasses extends FusedMatte {
  readonly uncertainty: Uncertainty;
}

/**
 * One matte from four passes, at the fine network's extent: the steady network's passes averaged, the fine network's
 * averaged by their agreement with them, both fused in log-odds (see fuseMattes), and the levels away from the edges
 * finished. The uncertainty also counts where the fine network's two passes disagree. Alpha in [0, 1]. Borrows all
 * passes; allocates the matte, the map, and at most ten planes on the way.
 * @throws RangeError when the extents of a network's two passes differ.
 */
export function fusePasses(
  { fine, fineMirrored, steady, steadyMirrored }: Passes,
  settings: FusionSettings = DEFAULT_FUSION,
): FusedPasses {
  const belief = averageMirrored(steady, steadyMirrored);
  const back = mirrorBack(fineMirrored);
  const fused = fuseMattes(averageByAgreement(fine, back, belief), belief, settings);
  const finished = finishLevels(fused);
  return {
    ...finished,
    repairedPixels: fused.repairedPixels,
    uncertainty: uncertaintyOf(finished, [fine, back]),
  };
}

function mirrorBack(matte: AlphaMatte): AlphaMatte {
  const alpha = matte.alpha.slice();
  mirrorRows(alpha, matte.width);
  return createAlphaMatte(matte, alpha);
}
