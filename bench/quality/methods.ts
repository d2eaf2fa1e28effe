import {
  averageMirrored,
  foregroundOf,
  fusePasses,
  refineBand,
  renderMaskStrip,
  renderRefinedStrip,
  type MaskStripRequest,
} from '../../src/matting';
import {
  areaOf,
  cropImage,
  resample,
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

/** What every method is compared with: ISNet's matte, stretched bilinearly, as most tools of the kind do. */
export const BASELINE = 'isnet-bilinear';

/** A matte at a network's extent. */
type Coarse = (networks: NetworkOutputs) => Promise<AlphaMatte>;

const isnet: Coarse = (networks) => networks.estimate('isnet');
const isnetBothWays: Coarse = (networks) => estimateBothWays('isnet', networks);
const u2netp: Coarse = (networks) => networks.estimate('u2netp');

/** Every method that can be measured, by its name on the command line. */
export const METHODS: Readonly<Record<string, Method>> = {
  [BASELINE]: bilinear(isnet),
  'u2netp-bilinear': bilinear(u2netp),
  fast: mask(u2netp),
  standard: mask(isnet),
  'isnet-mirrored': bilinear(isnetBothWays),
  fusion: bilinear(fuse),
  refine: refined(isnet),
  'mirrored-refine': refined(isnetBothWays),
  'fusion-refine': refined(fuse),
  'fusion-refine-clean': clean(refined(fuse)),
};

/** The matte stretched to the photo, kept in floats. */
function bilinear(coarse: Coarse): Method {
  return async (photo, networks) => stretch(await coarse(networks), photo);
}

/** The layer mask of a matte that is only stretched, with its 256 levels. */
function mask(coarse: Coarse): Method {
  return async (photo, networks) =>
    toAlpha(renderMaskStrip(await coarse(networks), wholeOf(photo)));
}

/** The layer mask of a matte that is refined in its unknown band. */
function refined(coarse: Coarse): Method {
  return async (photo, networks) => {
    const matte = await refineBand({
      coarse: await coarse(networks),
      extent: extentOf(photo),
      readTile: (bounds) => cropImage(photo, bounds),
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

/** Both networks' passes over the picture and its mirror image as one matte, at ISNet's extent. */
async function fuse(networks: NetworkOutputs): Promise<AlphaMatte> {
  const mirror = { isFlipped: true };
  return fusePasses({
    fine: await networks.estimate('isnet'),
    fineMirrored: await networks.estimate('isnet', mirror),
    steady: await networks.estimate('u2netp'),
    steadyMirrored: await networks.estimate('u2netp', mirror),
  });
}

/** The mean of what a network sees in the picture and in its mirror image. */
async function estimateBothWays(network: NetworkId, networks: NetworkOutputs): Promise<AlphaMatte> {
  const matte = await networks.estimate(network);
  return averageMirrored(matte, await networks.estimate(network, { isFlipped: true }));
}

/** A matte at another extent: triangle filter with half-pixel centres. Borrows the matte, allocates. */
export function stretch(matte: AlphaMatte, { width, height }: Extent): Float32Array {
  const stretched = new Float32Array(areaOf({ width, height }));
  const target = { extent: { width, height } };
  resample({ ...matte, channels: 1, samples: matte.alpha }, target, (row, y) => {
    stretched.set(row, y * width);
  });
  return stretched;
}
