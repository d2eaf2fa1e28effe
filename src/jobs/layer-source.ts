import type { HostClient, Target } from '../bridge';
import type { PictureSource } from '../engine';
import {
  areaOf,
  containsBounds,
  createRgbImage,
  layOnTransparency,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../raster';
import { OffcutError } from '../support';
import { readInBlocks } from './read-in-blocks';
import { readPart, type LayerPixels } from './read-layer';

/** A layer as the engine's picture, which remembers how many bytes of pixels have been read of it. */
export interface LayerSource extends PictureSource {
  readonly readBytes: number;
  /** Lets go of pixels that are kept so that they need not be read again. */
  readonly forget: () => void;
}

/** Which picture it is: what the overview of the target has shown, in document space. */
export interface LayerPicture {
  readonly target: Target;
  readonly bounds: Bounds;
}

/**
 * The layer at full resolution, read from the host piece by piece. The picture is what `bounds` cover, and what the layer
 * does not fill of it is transparent. Where each read makes Photoshop copy the document or the layer, it is read in blocks.
 * @throws from `read`: document-changed when the layer lies elsewhere by now, whatever else the host throws, AbortError.
 */
export function createLayerSource(
  host: HostClient,
  { target, bounds }: LayerPicture,
  signal: AbortSignal,
): LayerSource {
  let readBytes = 0;
  const { width, height } = bounds;
  const read: PictureSource['read'] = async (part, most) => {
    const placed = { ...part, left: part.left + bounds.left, top: part.top + bounds.top };
    const extent = smallerOf(part, most);
    const pixels = await readPart(host, { target, part: placed, extent }, signal);
    readBytes += pixels?.image.pixels.byteLength ?? 0;
    return pixels ? layInPart(pixels, placed, extent) : transparent(extent);
  };
  return {
    extent: { width, height },
    get readBytes() {
      return readBytes;
    },
    ...(target.isReadFromCopy ? readInBlocks(bounds, read) : { read, forget: () => undefined }),
  };
}

function smallerOf(a: Extent, b: Extent): Extent {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}

/** Photoshop trims what it reads to existing pixels, and misses a size that it scales to by a pixel now and then. */
function layInPart({ image, bounds }: LayerPixels, part: Bounds, extent: Extent): RgbImage {
  if (!containsBounds(part, bounds))
    throw new OffcutError('unexpected-pixels', 'The pixels reach beyond the part', {
      context: { ...bounds },
    });
  const across = span(bounds.left - part.left, bounds.width, extent.width / part.width);
  const down = span(bounds.top - part.top, bounds.height, extent.height / part.height);
  const place = { left: across.from, top: down.from, width: across.length, height: down.length };
  return layOnTransparency(image, place, extent);
}

/** Whole pixels at the part's scale; what is there at all has one at least. */
function span(offset: number, length: number, scale: number) {
  const end = Math.max(1, Math.round((offset + length) * scale));
  const from = Math.min(end - 1, Math.round(offset * scale));
  return { from, length: end - from };
}

function transparent(extent: Extent): RgbImage {
  return createRgbImage(extent, 4, new Uint8Array(areaOf(extent) * 4));
}
