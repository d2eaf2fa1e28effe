import {
  createAlphaMatte,
  stretchMatte,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../raster';
import { clearTransparent } from './clear-transparent';
import {
  believe,
  DEFAULT_FUSION,
  finishFor,
  finishLevels,
  fuseMattes,
  fusePasses,
  uncertaintyOf,
  type FusionSettings,
  type Passes,
  type Uncertainty,
} from './fuse';
import { cleanMatte, type ChosenIsland, type IslandChoice } from './islands';
import { mergeLook, planSecondLook } from './second-look';

/** One way in which one network sees the picture, or a part of it. */
export interface Look {
  /** `fine` knows where edges are; `steady` is coarser, and surer of what belongs to the subject. */
  readonly network: 'fine' | 'steady';
  /** The picture is mirrored left to right, and the matte that comes back is mirrored too. */
  readonly isMirrored: boolean;
  /** Runs at this part of the network's own extent; 1 unless given. */
  readonly scale?: number;
  /** A part of the picture, in source pixels; the matte is of that part alone. The whole unless given. */
  readonly part?: Bounds;
}

/** Runs a network; the matte has the network's own extent, or the scaled one. The caller of `see` borrows the matte. */
export type See = (look: Look) => Promise<AlphaMatte>;

/** A matte as the networks see it, and how far it can be trusted. */
interface SeenMatte {
  readonly matte: AlphaMatte;
  readonly uncertainty: Uncertainty;
  /** Pixels of the matte that were veiled and have become solid. */
  readonly repairedPixels: number;
}

/** A coarse matte, and how far it can be trusted. */
export interface CoarseMatte extends SeenMatte {
  /** Its parts, and which of them stay; bounds are in its pixels. */
  readonly islands: readonly ChosenIsland[];
}

export interface CoarseOptions {
  /** The source's. */
  readonly extent: Extent;
  /** The picture, reduced to any extent: colours tell which enclosed regions are background. */
  readonly overview: RgbImage;
  /** Whether there is a second network to fuse with. */
  readonly hasSteady: boolean;
  /** Whether the fine network also runs at three quarters of its own extent (see REDUCTION). */
  readonly canReduce?: boolean | undefined;
  /**
   * Whether veiled interiors become solid, where two networks are fused; true unless given. Off, for a subject that is
   * itself translucent: glass, smoke, a veil.
   */
  readonly solidInterior?: boolean | undefined;
  /** Which parts stay; what is safe without a look unless given. */
  readonly islands?: IslandChoice | undefined;
  /** In [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The coarse matte of a picture: one pass of one network; or both networks' passes over the picture and its mirror image,
 * and the fine one's at a smaller extent, fused (see fusePasses), and where the subject is small a second look at its surroundings (see planSecondLook). Then
 * what is transparent loses its subject (see clearTransparent), specks go and missed holes open (see cleanMatte). Borrows the overview; allocates. Cost: that of the passes, by far.
 * @throws whatever `see` throws.
 */
export async function estimateCoarse(see: See, options: CoarseOptions): Promise<CoarseMatte> {
  const { overview, islands, onProgress } = options;
  const seen = options.hasSteady ? await lookTwice(see, options) : await lookOnce(see);
  const chosen = cleanMatte(
    {
      matte: clearTransparent(seen.matte, overview),
      picture: overview,
      doubt: seen.uncertainty.map,
    },
    islands,
  );
  onProgress?.(1);
  return { ...seen, ...chosen };
}

async function lookOnce(see: See): Promise<SeenMatte> {
  const matte = await see({ network: 'fine', isMirrored: false });
  return { matte, uncertainty: uncertaintyOf(matte), repairedPixels: 0 };
}

/** The part of its extent at which the fine network looks once more: it then loses thin parts, and finds whole ones. */
export const REDUCTION = 0.75;

/** Parts of the progress: all passes over the whole picture; a second look adds three. */
const FIRST_LOOK = 0.6;

async function lookTwice(see: See, options: CoarseOptions): Promise<SeenMatte> {
  const { extent, solidInterior = true, onProgress } = options;
  const settings = { ...DEFAULT_FUSION, solidInterior };
  const passes = await lookAllWays(see, options);
  onProgress?.(FIRST_LOOK);
  const { uncertainty, repairedPixels, ...matte } = fusePasses(passes, settings);
  const part = planSecondLook(matte, extent);
  if (!part) return { matte, uncertainty, repairedPixels };
  const look = await lookAt(see, part, settings);
  const merged = mergeLook(matte, { matte: look, part }, extent);
  // Where the first look was in doubt, a person should look, whatever the second one says.
  const map = stretchMatte(createAlphaMatte(matte, uncertainty.map), merged);
  return { matte: merged, uncertainty: { ...uncertainty, map }, repairedPixels };
}

/** The whole picture and its mirror image through both networks, and its mirror image at a smaller extent. */
async function lookAllWays(see: See, { canReduce, onProgress }: CoarseOptions): Promise<Passes> {
  const steady = await see({ network: 'steady', isMirrored: false });
  const steadyMirrored = await see({ network: 'steady', isMirrored: true });
  const fine = await see({ network: 'fine', isMirrored: false });
  const eachPass = FIRST_LOOK * (canReduce ? 0.4 : 0.5);
  onProgress?.(eachPass);
  const fineMirrored = await see({ network: 'fine', isMirrored: true });
  if (!canReduce) return { fine, fineMirrored, steady, steadyMirrored };
  onProgress?.(2 * eachPass);
  const matte = await see({ network: 'fine', isMirrored: true, scale: REDUCTION });
  return { fine, fineMirrored, steady, steadyMirrored, reduced: [{ matte, isMirrored: true }] };
}

/** A part of the picture through both networks, as one matte. */
async function lookAt(see: See, part: Bounds, settings: FusionSettings): Promise<AlphaMatte> {
  const steady = await see({ network: 'steady', isMirrored: false, part });
  const steadyMirrored = await see({ network: 'steady', isMirrored: true, part });
  const fine = await see({ network: 'fine', isMirrored: false, part });
  const fused = fuseMattes(fine, believe(steady, steadyMirrored, fine), settings);
  return finishLevels(fused, finishFor(settings));
}
