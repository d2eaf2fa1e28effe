import {
  BAND_DEFAULTS,
  foregroundOf,
  estimateCoarse,
  fusePasses,
  mirrorBack,
  REDUCTION,
  refineBand,
  renderRefinedStrip,
  SOLVER_DEFAULTS,
  type BandOptions,
  type MaskStripRequest,
  type RefineOptions,
  type See,
  type SolverOptions,
} from '../../src/matting';
import {
  createAlphaMatte,
  cropImage,
  stretchMatte,
  type AlphaMatte,
  type Extent,
  type RgbImage,
} from '../../src/raster';
import type { NetworkId, NetworkOutputs } from './networks';

/** A matte of the photo's own extent, in [0, 1]; with the colours of its cut-out where a method cleans them. */
export interface MethodOutput {
  readonly alpha: Float32Array;
  /** Straight sRGB, chunky, three channels; the photo's own unless given. */
  readonly foreground?: Uint8Array;
}

/**
 * From a photo (sRGB, three channels) and what the networks see in it to a full-size matte, in [0, 1]. A method may not
 * write to what it is given.
 */
export type Method = (
  photo: RgbImage,
  networks: NetworkOutputs,
) => Promise<Float32Array | MethodOutput>;

/** What every method is compared with: the matte of ISNet as published, stretched bilinearly, as most tools of the kind do. */
export const BASELINE = 'isnet-bilinear';

/** The trimap without its measure of softness: a band of 4 thousandths of the longer side everywhere. */
const FIXED_BAND: BandOptions = { ...BAND_DEFAULTS, leastRadius: 4, mostRadius: 4 };

/** The solver's word taken everywhere, whether or not it explains the picture with less mixing. */
const ALWAYS = { whole: 1e6, none: 2e6, clip: 0 };
const { regions } = SOLVER_DEFAULTS;
const UNCHECKED: SolverOptions = {
  ...SOLVER_DEFAULTS,
  regions: {
    ...regions,
    hard: { ...regions.hard, ...ALWAYS },
    soft: { ...regions.soft, ...ALWAYS },
  },
};

/** A coarse matte, at any extent. */
type Coarse = (photo: RgbImage, networks: NetworkOutputs) => Promise<AlphaMatte>;

const published: Coarse = (_, networks) => networks.estimate('isnet-published');
const u2netp: Coarse = (_, networks) => networks.estimate('u2netp');
const isnetBothWays: Coarse = (_, networks) => estimateBothWays('isnet', networks);
const fusion: Coarse = (_, networks) => fuse(networks);
const best = coarseOf({ fine: 'isnet', steady: 'u2netp' });

/** Every method that can be measured, by its name on the command line. */
export const METHODS: Readonly<Record<string, Method>> = {
  [BASELINE]: bilinear(published),
  'u2netp-bilinear': bilinear(u2netp),
  fast: refined(coarseOf({ fine: 'u2netp' })),
  standard: refined(coarseOf({ fine: 'isnet' })),
  best: refined(best),
  'isnet-mirrored': bilinear(isnetBothWays),
  fusion: bilinear(fusion),
  'best-unrefined': bilinear(best),
  'best-fixed-band': refined(best, { band: FIXED_BAND }),
  'best-unchecked': refined(best, { solver: UNCHECKED }),
  'best-clean': clean(refined(best)),
};

/** The matte stretched to the photo, kept in floats. */
function bilinear(coarse: Coarse): Method {
  return async (photo, networks) => stretchMatte(await coarse(photo, networks), photo);
}

/** The layer mask of a matte that is refined in its unknown band. */
function refined(coarse: Coarse, options: Partial<RefineOptions> = {}): Method {
  return async (photo, networks) => {
    const matte = await refineBand({
      coarse: await coarse(photo, networks),
      extent: extentOf(photo),
      readTile: (bounds) => cropImage(photo, bounds),
      options,
    });
    return toAlpha(renderRefinedStrip(matte, wholeOf(photo)));
  };
}

/** A method's matte with estimated foreground colours; the matte stays. */
function clean(method: Method): Method {
  return async (photo, networks) => {
    const output = await method(photo, networks);
    const alpha = output instanceof Float32Array ? output : output.alpha;
    const mask = Uint8Array.from(alpha, (value) => Math.round(value * 255));
    return { alpha, foreground: foregroundOf<Uint8Array>(photo, mask) };
  };
}

function toAlpha(levels: Uint8Array): Float32Array {
  return Float32Array.from(levels, (level) => level / 255);
}

function extentOf({ width, height }: Extent): Extent {
  return { width, height };
}

/** All rows of a mask that the photo fills. */
function wholeOf(photo: Extent): MaskStripRequest {
  const extent = extentOf(photo);
  return { extent, bounds: { left: 0, top: 0, ...extent }, top: 0, height: extent.height };
}

interface Networks {
  readonly fine: NetworkId;
  readonly steady?: NetworkId;
}

/** What a tier of the product gives its refinement, with these networks. */
function coarseOf({ fine, steady }: Networks): Coarse {
  return async (photo, networks) => {
    const see: See = ({ network, isMirrored, ...where }) =>
      networks.estimate(network === 'steady' && steady ? steady : fine, {
        isFlipped: isMirrored,
        ...where,
      });
    const options = {
      ...{ extent: extentOf(photo), overview: photo },
      ...{ hasSteady: steady !== undefined, canReduce: fine === 'isnet' },
    };
    return (await estimateCoarse(see, options)).matte;
  };
}

/** Both networks' passes over the picture and its mirror image as one matte, at ISNet's extent. */
async function fuse(networks: NetworkOutputs): Promise<AlphaMatte> {
  const mirror = { isFlipped: true };
  return fusePasses({
    fine: await networks.estimate('isnet'),
    fineMirrored: await networks.estimate('isnet', mirror),
    reduced: [
      {
        matte: await networks.estimate('isnet', { ...mirror, scale: REDUCTION }),
        isMirrored: true,
      },
    ],
    steady: await networks.estimate('u2netp'),
    steadyMirrored: await networks.estimate('u2netp', mirror),
  });
}

/** The mean of what a network sees in the picture and in its mirror image. */
async function estimateBothWays(network: NetworkId, networks: NetworkOutputs): Promise<AlphaMatte> {
  const matte = await networks.estimate(network);
  const other = mirrorBack(await networks.estimate(network, { isFlipped: true }));
  return createAlphaMatte(
    matte,
    matte.alpha.map((alpha, i) => (alpha + other.alpha[i]) / 2),
  );
}
