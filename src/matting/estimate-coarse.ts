import {
  createAlphaMatte,
  stretchMatte,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../raster';
import {
  believe,
  DEFAULT_FUSION,
  finishFor,
  finishLevels,
  fuseMattes,
  fusePasses,
  uncertaintyOf,
  type FusionSettings,
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
  /** A part of the picture, in source pixels; the matte is of that part alone. The whole unless given. */
  readonly part?: Bounds;
}

/** Runs a network; the matte has the network's own extent. The caller of `see` borrows the matte. */
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
 * fused (see fusePasses), and where the subject is small a second look at its surroundings (see planSecondLook). Then
 * specks go and missed holes open (see cleanMatte). Borrows the overview; allocates. Cost: that of the passes, by far.
 * @throws whatever `see` throws.
 */
export async function estimateCoarse(see: See, options: CoarseOptions): Promise<CoarseMatte> {
  const { overview, islands, onProgress } = options;
  const seen = options.hasSteady ? await lookTwice(see, options) : await lookOnce(see);
  const chosen = cleanMatte(
    { matte: seen.matte, picture: overview, doubt: seen.uncertainty.map },
    islands,
  );
  onProgress?.(1);
  return { ...seen, ...chosen };
}

async function lookOnce(see: See): Promise<SeenMatte> {
  const matte = await see({ network: 'fine', isMirrored: false });
  return { matte, uncertainty: uncertaintyOf(matte), repairedPixels: 0 };
}

/** Parts of the progress: the first four passes; a second look adds three. */
const FIRST_LOOK = 0.6;

async function lookTwice(see: See, options: CoarseOptions): Promise<SeenMatte> {
  const { extent, solidInterior = true, onProgress } = options;
  const settings = { ...DEFAULT_FUSION, solidInterior };
  const steady = await see({ network: 'steady', isMirrored: false });
  const steadyMirrored = await see({ network: 'steady', isMirrored: true });
  const fine = await see({ network: 'fine', isMirrored: false });
  onProgress?.(FIRST_LOOK / 2);
  const fineMirrored = await see({ network: 'fine', isMirrored: true });
  onProgress?.(FIRST_LOOK);
  const passes = {
    fine,
    fineMirrored,
    steady,
    steadyMirrored,
  };
  const { uncertainty, repairedPixels, ...matte } = fusePasses(passes, settings);
  const part = planSecondLook(matte, extent);
  if (!part) return { matte, uncertainty, repairedPixels };
  const look = await lookAt(see, part, settings);
  const merged = mergeLook(matte, { matte: look, part }, extent);
  // Where the first look was in doubt, a person should look, whatever the second one says.
  const map = stretchMatte(createAlphaMatte(matte, uncertainty.map), merged);
  return { matte: merged, uncertainty: { ...uncertainty, map }, repairedPixels };
}

/** A part of the picture through both networks, as one matte. */
async function lookAt(see: See, part: Bounds, settings: FusionSettings): Promise<AlphaMatte> {
  const steady = await see({ network: 'steady', isMirrored: false, part });
  const steadyMirrored = await see({ network: 'steady', isMirrored: true, part });
  const fine = await see({ network: 'fine', isMirrored: false, part });
  const fused = fuseMattes(fine, believe(steady, steadyMirrored, fine), settings);
  return finishLevels(fused, finishFor(settings));
}
