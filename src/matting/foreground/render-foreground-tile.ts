import { areaOf, containsBounds, intersectBounds, isSameExtent, type Bounds } from '../../raster';
import { checkTile } from './check-tile';
import { colourChannelsOf, whiteOf, type ColourImage, type ColourSamples } from './colour-image';
import { finishColours } from './finish-colours';
import type { ForegroundModel } from './foreground-model';

/** A part of the source whose clean colours are wanted, and the source around it. */
export interface ForegroundTile<Samples extends ColourSamples = ColourSamples> {
  /** In source pixels. */
  readonly bounds: Bounds;
  /** What `planForegroundHalo` gives for the bounds: straight colours, its own alpha is not looked at. */
  readonly image: ColourImage<Samples>;
  /** The same part of the refined matte, times 255, before any edge controls: how the picture is mixed, not how it is cut. */
  readonly mask: Uint8Array;
  /** From 0, the source's own colours bit for bit, to 1, the estimate. */
  readonly amount: number;
}

/**
 * The bounds with the halo that renderForegroundTile needs to make tiles join, cut by the source.
 * @throws RangeError when the bounds leave the source.
 */
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

/** Worked on at once: most squares of this side hold no soft edge, and cost little. */
const BLOCK_SIDE = 128;

/**
 * Straight foreground colours of one tile, I + amount·(F − I), rounded to nearest: the source's own where the mask is 255,
 * the estimate where it is mixed, and where it is 0 the foreground's colours run on outwards, so that a later blur or resize
 * finds no fringe. Of a source larger than the working extent the stretched solution is the start of the last level, whose
 * iterations run in the mixed pixels alone; as these are local, tiles join bit for bit, whatever their size and order.
 * Chunky, one or three channels, depth and range of the image; without alpha. Borrows all and never writes to the image;
 * allocates the samples. Cost: in proportion to the soft edge, and one stretch where the mask is 0.
 * @throws RangeError when image or mask are not of the halo's extent, the channels are not the model's, or the amount is
 * not in [0, 1].
 */
export function renderForegroundTile<Samples extends ColourSamples>(
  model: ForegroundModel,
  tile: ForegroundTile<Samples>,
): Samples {
  const { bounds, image, mask } = tile;
  const halo = planForegroundHalo(model, bounds);
  checkTile(halo, image, mask);
  checkColours(model, tile);
  const samples = createSamples(image.pixels, areaOf(bounds) * model.layers.length);
  for (let top = 0; top < bounds.height; top += BLOCK_SIDE)
    for (let left = 0; left < bounds.width; left += BLOCK_SIDE) {
      const block = {
        left: bounds.left + left,
        top: bounds.top + top,
        width: Math.min(BLOCK_SIDE, bounds.width - left),
        height: Math.min(BLOCK_SIDE, bounds.height - top),
      };
      renderBlock(model, tile, { block, halo, samples });
    }
  return samples;
}

/** All in source pixels; `samples` are those of the tile's bounds. */
interface BlockOfTile {
  readonly block: Bounds;
  readonly halo: Bounds;
  readonly samples: ColourSamples;
}

function renderBlock(
  model: ForegroundModel,
  { bounds, image, mask: tileMask, amount }: ForegroundTile,
  { block, halo, samples }: BlockOfTile,
): void {
  const part = planForegroundHalo(model, block);
  const mask = new Uint8Array(areaOf(part));
  visitPixels(part, halo, (to, from) => (mask[to] = tileMask[from]));
  const isOpaque = amount === 0 || mask.every((value) => value === 255);
  const count = model.layers.length;
  const white = whiteOf(image.pixels);
  for (let channel = 0; channel < count; channel += 1) {
    const own = new Float32Array(areaOf(part));
    visitPixels(part, halo, (to, from) => {
      own[to] = image.pixels[from * image.channels + channel];
    });
    const colour = own.map((value) => value / white);
    const foreground = isOpaque ? colour : finishColours(model, channel, { part, colour, mask });
    for (let y = 0; y < block.height; y += 1)
      for (let x = 0; x < block.width; x += 1) {
        const i = (block.top - part.top + y) * part.width + block.left - part.left + x;
        const row = block.top - bounds.top + y;
        const to = (row * bounds.width + block.left - bounds.left + x) * count + channel;
        const share = mask[i] < 255 ? amount : 0;
        samples[to] = own[i] + share * (foreground[i] * white - own[i]) + 0.5;
      }
  }
}

/** Every pixel of a part by its index in the part and in the whole; both in source pixels. */
function visitPixels(part: Bounds, whole: Bounds, visit: (inner: number, outer: number) => void) {
  for (let y = 0; y < part.height; y += 1) {
    const start = (part.top - whole.top + y) * whole.width + part.left - whole.left;
    for (let x = 0; x < part.width; x += 1) visit(y * part.width + x, start + x);
  }
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
