import type { PictureSource } from '../../../src/engine';
import {
  areaOf,
  createRgbImage,
  cropImage,
  resample,
  type Extent,
  type RgbImage,
} from '../../../src/raster';

/** A picture in memory as the engine reads it: Photoshop's part in the plugin, and as exact. Borrows the image. */
export function createPixelSource(image: RgbImage): PictureSource {
  const { width, height } = image;
  return {
    extent: { width, height },
    read: (part, most) => {
      const isWhole = part.width === width && part.height === height;
      const own = isWhole ? image : cropImage(image, part);
      return Promise.resolve(shrinkTo(own, most));
    },
  };
}

/** Each side on its own, never enlarged; each pixel is a mean of those that it stands for. May be the image itself. */
function shrinkTo(image: RgbImage, most: Extent): RgbImage {
  const { width, height, channels, pixels } = image;
  const extent = { width: Math.min(width, most.width), height: Math.min(height, most.height) };
  if (extent.width === width && extent.height === height) return image;
  const shrunk = new Uint8Array(areaOf(extent) * channels);
  resample({ width, height, channels, samples: pixels }, { extent }, (row, y) => {
    const from = y * row.length;
    for (let i = 0; i < row.length; i += 1) shrunk[from + i] = row[i] + 0.5;
  });
  return createRgbImage(extent, channels, shrunk);
}
