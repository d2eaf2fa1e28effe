import { areaOf, boxBlur, type Bounds, type Extent, type RgbImage } from '../../raster';

/** In source pixels: as far beyond the subject's edge as a person feathers or widens a mask by hand. */
const REACH = 32;

/** Rows of a picture, their clean colours, and the refined matte around them. */
export interface ForegroundRows {
  /** In source pixels. */
  readonly bounds: Bounds;
  /** What renderForegroundTile gives for the bounds: RGBRGB…, 8-bit. */
  readonly colours: Uint8Array;
  /** Holds the bounds: the picture's own colours and alpha. */
  readonly image: RgbImage;
  /** Of the image, in source pixels. */
  readonly imageBounds: Bounds;
  /** The refined matte times 255, in `planForegroundReach` of the bounds. */
  readonly mask: Uint8Array;
}

/** The rows of the matte that decide how far clean colours run on around `bounds`: whole rows of the source. */
export function planForegroundReach(
  { width, height }: Extent,
  bounds: Pick<Bounds, 'top' | 'height'>,
): Bounds {
  const top = Math.max(0, bounds.top - REACH);
  const bottom = Math.min(height, bounds.top + bounds.height + REACH);
  return { left: 0, top, width, height: bottom - top };
}

/**
 * The pixels of a cut-out's layer: straight RGBA, 8-bit, of the rows' bounds, which are whole rows of the source. Colours are
 * clean in the subject, in its edge and REACH pixels around it, so that a mask that is feathered or widened later shows no
 * fringe; further out they are the picture's own, so that a mask that is painted back there shows the picture. Alpha is the
 * picture's own: the matte goes into the layer's mask. Borrows all, allocates 4 bytes per pixel and about 8 while it works.
 */
export function layForeground(extent: Extent, rows: ForegroundRows): Uint8Array {
  const { bounds, colours, image, imageBounds } = rows;
  const isNear = nearSubject(extent, rows);
  const pixels = new Uint8Array(areaOf(bounds) * 4);
  const { channels, pixels: own } = image;
  for (let y = 0; y < bounds.height; y += 1) {
    const ownRow =
      (bounds.top - imageBounds.top + y) * image.width + bounds.left - imageBounds.left;
    for (let x = 0; x < bounds.width; x += 1) {
      const pixel = y * bounds.width + x;
      const ownAt = (ownRow + x) * channels;
      const [from, at] = isNear[pixel] === 1 ? [colours, pixel * 3] : [own, ownAt];
      for (let channel = 0; channel < 3; channel += 1)
        pixels[pixel * 4 + channel] = from[at + channel];
      pixels[pixel * 4 + 3] = channels === 4 ? own[ownAt + 3] : 255;
    }
  }
  return pixels;
}

/** Any mean above it has a pixel of the subject in its square; what sums round to is far below. */
const NOTHING = 1e-6;

/** 1 for each pixel of the bounds that has something of the subject within REACH, on both axes. */
function nearSubject(extent: Extent, { bounds, mask }: ForegroundRows): Uint8Array {
  const reach = planForegroundReach(extent, bounds);
  const isSubject = Float32Array.from(mask, (value) => (value > 0 ? 1 : 0));
  const share = boxBlur(isSubject, reach, REACH, isSubject);
  const start = (bounds.top - reach.top) * extent.width;
  return Uint8Array.from(share.subarray(start, start + areaOf(bounds)), (value) =>
    value > NOTHING ? 1 : 0,
  );
}
