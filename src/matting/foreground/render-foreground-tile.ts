import {
  areaOf,
  containsBounds,
  intersectBounds,
  isSameExtent,
  resample,
  type Bounds,
  type Extent,
} from '../../raster';
import { checkTile } from './check-tile';
import { colourChannelsOf, whiteOf, type ColourImage, type ColourSamples } from './colour-image';
import type { ForegroundModel } from './foreground-model';
import { relaxLayers, type LayerEvidence } from './relax-layers';

/** A part of the source whose clean colours are wanted, and the source around it. */
export interface ForegroundTile<Samples extends ColourSamples = ColourSamples> {
  /** In source pixels. */
  readonly bounds: Bounds;
  /** What `planForegroundHalo` gives for the bounds: straight colours, its own alpha is not looked at. */
  readonly image: ColourImage<Samples>;
  /** The same part of the cut-out's alpha, times 255. */
  readonly mask: Uint8Array;
  /** From 0, the source's own colours bit for bit, to 1, the estimate. */
  readonly amount: number;
}

/** The bounds with the halo that renderForegroundTile needs to make tiles join, cut by the source. */
export function planForegroundHalo(model: ForegroundModel, bounds: Bounds): Bounds {
  const halo = isSameExtent(model.extent, model.working) ? 0 : model.options.iterations;
  const wide = {
    left: bounds.left - halo,
    top: bounds.top - halo,
    width: bounds.width + 2 * halo,
    height: bounds.height + 2 * halo,
  };
  const inside = intersectBounds(wide, { left: 0, top: 0, ...model.extent });
  if (!inside || !containsBounds(inside, bounds))
    throw new RangeError(`Expected bounds within ${model.extent.width}×${model.extent.height}`);
  return inside;
}

/**
 * Straight foreground colours of one tile, I + amount·(F − I), rounded to nearest: the source's own where the mask is 255,
 * the estimate where it is mixed, and where it is 0 the foreground's colours run on outwards, so that a later blur or resize
 * finds no fringe. Of a source larger than the working extent the stretched solution is the start of the last level, whose
 * iterations run in the mixed pixels alone; as these are local, tiles join bit for bit, whatever their size and order.
 * Chunky, one or three channels, depth and range of the image; without alpha. Borrows all and never writes to the image;
 * allocates the samples, and about 30 bytes per pixel for a while where the tile is mixed.
 * @throws RangeError when image or mask are not of the halo's extent, the channels are not the model's, or the amount is
 * not in [0, 1].
 */
export function renderForegroundTile<Samples extends ColourSamples>(
  model: ForegroundModel,
  tile: ForegroundTile<Samples>,
): Samples {
  const { bounds, image, mask, amount } = tile;
  const halo = planForegroundHalo(model, bounds);
  checkTile(halo, image, mask);
  checkColours(model, tile);
  const count = model.layers.length;
  const samples = createSamples(image.pixels, areaOf(bounds) * count);
  const white = whiteOf(image.pixels);
  const isClean = amount === 0 || mask.every((value) => value === 255);
  for (let channel = 0; channel < count; channel += 1) {
    const foreground = isClean ? undefined : finishChannel(model, { tile, halo, channel });
    for (let y = 0; y < bounds.height; y += 1)
      for (let x = 0; x < bounds.width; x += 1) {
        const from = (bounds.top - halo.top + y) * halo.width + bounds.left - halo.left + x;
        const own = image.pixels[from * image.channels + channel];
        const to = (y * bounds.width + x) * count + channel;
        samples[to] =
          foreground && mask[from] < 255
            ? own + amount * (foreground[from] * white - own) + 0.5
            : own;
      }
  }
  return samples;
}

interface ChannelOfTile {
  readonly tile: ForegroundTile;
  readonly halo: Bounds;
  readonly channel: number;
}

/** One channel of the foreground over the halo. */
function finishChannel(
  { extent, working, layers, options }: ForegroundModel,
  { tile, halo, channel }: ChannelOfTile,
): Float32Array {
  const target = { extent, part: halo };
  const foreground = stretchPart(layers[channel].foreground, working, target);
  if (isSameExtent(extent, working) || !tile.mask.some(isMixed)) return foreground;
  const background = stretchPart(layers[channel].background, working, target);
  const evidence = toEvidence(tile, halo, channel);
  for (let i = 0; i < foreground.length; i += 1) {
    if (tile.mask[i] === 255) foreground[i] = evidence.colour[i];
    if (tile.mask[i] === 0) background[i] = evidence.colour[i];
  }
  const isFree = Uint8Array.from(tile.mask, (value) => (isMixed(value) ? 1 : 0));
  return relaxLayers(evidence, { foreground, background }, { ...options, isFree }).foreground;
}

function isMixed(value: number): boolean {
  return value > 0 && value < 255;
}

function toEvidence(
  { image, mask }: ForegroundTile,
  extent: Extent,
  channel: number,
): LayerEvidence {
  const white = whiteOf(image.pixels);
  const alpha = Float32Array.from(mask, (value) => value / 255);
  const colour = alpha.map((_, i) => image.pixels[i * image.channels + channel] / white);
  return {
    width: extent.width,
    height: extent.height,
    alpha,
    alphaSquared: alpha.map((a) => a * a),
    product: alpha.map((a, i) => a * colour[i]),
    colour,
  };
}

function stretchPart(
  samples: Float32Array,
  { width, height }: Extent,
  target: { readonly extent: Extent; readonly part: Bounds },
): Float32Array {
  const plane = new Float32Array(areaOf(target.part));
  resample({ width, height, channels: 1, samples }, target, (row, y) => {
    plane.set(row, y * target.part.width);
  });
  return plane;
}

/** Not `slice`: of a Node Buffer that would be a view of the source's own pixels. */
function createSamples<Samples extends ColourSamples>(like: Samples, length: number): Samples {
  const samples = like instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
  return samples as Samples;
}

function checkColours({ layers }: ForegroundModel, { image, amount }: ForegroundTile): void {
  if (colourChannelsOf(image) !== layers.length)
    throw new RangeError(
      `Expected ${layers.length} colours but received ${image.channels} channels`,
    );
  if (!(amount >= 0 && amount <= 1))
    throw new RangeError(`Expected an amount in [0, 1] but received ${amount}`);
}
