import {
  estimateForeground,
  planForegroundHalo,
  renderForegroundTile,
  type ColourImage,
  type ColourSamples,
} from '../matting';
import { areaOf, type Bounds } from '../raster';
import type { MaskImage } from './image-files';

/** Rows that are rendered at once: what a strip takes besides stays small beside the picture. */
const STRIP_ROWS = 256;

/**
 * What frees a picture's colours of the background, as a picture of its own: own value XOR clean value, and 0 for alpha.
 * Laid over the picture by XOR it gives the clean colours exactly, in any depth, and leaves the rest bit for bit.
 * `picture`: straight colours without alpha, 1 or 3 channels; `mask`: of its extent, before edges are adjusted, because only
 * that one tells how much of a pixel's colour is the subject's; `amount`: from 0 (no change) to 1 (the estimate). Where the
 * mask is 255 nothing changes; where it is 0 the subject's colours run on outwards.
 * Borrows both; allocates one sample for each channel and alpha, and what estimateForeground takes for a while.
 */
export async function findColourChanges(
  picture: ColourImage,
  mask: MaskImage,
  amount: number,
): Promise<ColourImage> {
  const { width, height } = picture;
  const readTile = (bounds: Bounds): ColourImage => rowsOf(picture, bounds);
  const readMask = ({ top, height: rows }: Bounds): Uint8Array =>
    mask.pixels.subarray(top * width, (top + rows) * width);
  const extent = { width, height };
  const model = await estimateForeground({ extent, readTile, readMask });
  const changes = emptyChanges(picture);
  for (let top = 0; top < height; top += STRIP_ROWS) {
    const bounds = { left: 0, top, width, height: Math.min(STRIP_ROWS, height - top) };
    const halo = planForegroundHalo(model, bounds);
    const tile = { bounds, image: readTile(halo), mask: readMask(halo), amount };
    layChanges(changes, { own: readTile(bounds), clean: renderForegroundTile(model, tile), top });
  }
  return changes;
}

/** Whole rows, which a picture holds one after the other. */
function rowsOf(picture: ColourImage, { top, height }: Bounds): ColourImage {
  const row = picture.width * picture.channels;
  return { ...picture, height, pixels: picture.pixels.subarray(top * row, (top + height) * row) };
}

function emptyChanges({ width, height, channels, pixels }: ColourImage): ColourImage {
  const length = areaOf({ width, height }) * (channels === 1 ? 2 : 4);
  const samples = pixels instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
  return { width, height, channels: channels === 1 ? 2 : 4, pixels: samples };
}

interface CleanStrip {
  readonly own: ColourImage;
  readonly clean: ColourSamples;
  readonly top: number;
}

function layChanges(changes: ColourImage, { own, clean, top }: CleanStrip): void {
  const { channels } = own;
  const start = top * own.width;
  clean.forEach((value, from) => {
    const channel = from % channels;
    const to = (start + (from - channel) / channels) * changes.channels + channel;
    changes.pixels[to] = value ^ (own.pixels[from] ?? 0);
  });
}
