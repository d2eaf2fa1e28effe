import type { AlphaMatte, Bounds } from '../raster';
import { fusePasses, uncertaintyOf, type Uncertainty } from './fuse';

/** One way in which one network sees the picture, or a part of it. */
export interface Look {
  /** `fine` knows where edges are; `steady` is coarser, and surer of what belongs to the subject. */
  readonly network: 'fine' | 'steady';
  /** The picture is mirrored left to right, and the matte that comes back is mirrored too. */
  readonly isMirrored: boolean;
  /** A part of the picture, in source pixels; the matte is of that part alone. The whole unless given. */
  readonly part?: Bounds;
}

/** Runs a network; the matte has the network's own extent. The caller of `see` borrows the matte. */
export type See = (look: Look) => Promise<AlphaMatte>;

/** A coarse matte, and how far it can be trusted. */
export interface CoarseMatte {
  readonly matte: AlphaMatte;
  readonly uncertainty: Uncertainty;
  /** Pixels of the matte that were veiled and have become solid. */
  readonly repairedPixels: number;
}

export interface CoarseOptions {
  /** Whether there is a second network to fuse with. */
  readonly hasSteady: boolean;
  /** In [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The coarse matte of a picture: one pass of one network, or both networks' passes over the picture and its mirror image,
 * fused (see fusePasses). Allocates. Cost: that of the passes, by far.
 * @throws whatever `see` throws.
 */
export async function estimateCoarse(see: See, options: CoarseOptions): Promise<CoarseMatte> {
  const { hasSteady, onProgress } = options;
  if (!hasSteady) {
    const matte = await see({ network: 'fine', isMirrored: false });
    onProgress?.(1);
    return { matte, uncertainty: uncertaintyOf(matte), repairedPixels: 0 };
  }
  const seen: AlphaMatte[] = [];
  for (const look of FUSED_LOOKS) {
    seen.push(await see(look));
    onProgress?.(seen.length / FUSED_LOOKS.length);
  }
  const [steady, steadyMirrored, fine, fineMirrored] = seen;
  const { uncertainty, repairedPixels, ...matte } = fusePasses({
    fine,
    fineMirrored,
    steady,
    steadyMirrored,
  });
  return { matte, uncertainty, repairedPixels };
}

const FUSED_LOOKS: readonly Look[] = [
  { network: 'steady', isMirrored: false },
  { network: 'steady', isMirrored: true },
  { network: 'fine', isMirrored: false },
  { network: 'fine', isMirrored: true },
];
