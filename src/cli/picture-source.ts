import type { PictureSource } from '../engine';
import { containsBounds, cropImage, type Bounds, type Extent, type RgbImage } from '../raster';
import { readPart, type Picture } from './image-files';

/** What is read at full resolution and kept: rows as wide as the picture. */
interface Band {
  readonly bounds: Bounds;
  readonly image: RgbImage;
}

/** A part that is taller than this is read alone: a band of such rows could be the whole picture. */
const MOST_BAND_ROWS = 1024;

/**
 * A picture file as the engine reads it. A file can only be decoded from its top, so parts at full resolution are cut from
 * a band of rows, which is decoded once for all parts that stand beside each other. Memory: that band, at most
 * `width` × 1024 × 4 bytes. A part lies inside the picture.
 * @throws file-unreadable from `read`
 */
export function createPictureSource(picture: Picture): PictureSource {
  const extent = { width: picture.width, height: picture.height };
  let band: Band | undefined;
  return {
    extent,
    read: async (part, most) => {
      if (isReduced(part, most) || part.height > MOST_BAND_ROWS)
        return readPart(picture, part, most);
      if (!band || !containsBounds(band.bounds, part)) {
        // Let go of before the next one is there, lest two be in memory.
        band = undefined;
        const bounds = { left: 0, top: part.top, width: extent.width, height: part.height };
        band = { bounds, image: await readPart(picture, bounds, bounds) };
      }
      return cropImage(band.image, { ...part, top: part.top - band.bounds.top });
    },
  };
}

function isReduced(part: Extent, most: Extent): boolean {
  return part.width > most.width || part.height > most.height;
}
