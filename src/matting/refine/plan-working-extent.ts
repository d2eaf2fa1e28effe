import { areaOf, type Extent } from '../../raster';
import { fitWithin } from './fit-within';
import type { BandPlan } from './plan-band';

/** What bounds the extent that is solved at; see RefineOptions. */
export interface WorkingLimits {
  readonly workingSide: number;
  readonly workingBytes: number;
}

/** Of the working extent: guide, prior, transition, weight, solution, and two marks. */
const BYTES_PER_PIXEL = 30;
/** Of the band: a window's statistics, and what conjugate gradients keep. */
const BYTES_PER_UNKNOWN = 64;

/**
 * The extent that a band is solved at: the source's, reduced in proportion so that its longer side is at most
 * `workingSide` and solving weighs at most `workingBytes`. Borrows the plan. Cost: one pass over its grid.
 */
export function planWorkingExtent(
  plan: BandPlan,
  source: Extent,
  { workingSide, workingBytes }: WorkingLimits,
): Extent {
  const share = unknownShare(plan);
  const working = fitWithin(source, workingSide);
  const weight = areaOf(working) * (BYTES_PER_PIXEL + share * BYTES_PER_UNKNOWN);
  if (weight <= workingBytes) return working;
  const longer = Math.max(working.width, working.height);
  return fitWithin(source, Math.max(1, Math.floor(longer * Math.sqrt(workingBytes / weight))));
}

/** Windows lie a pixel beyond the band. */
function unknownShare({ depth }: BandPlan): number {
  let count = 0;
  for (let i = 0; i < depth.length; i += 1) if (depth[i] > -1) count += 1;
  return count / depth.length;
}
