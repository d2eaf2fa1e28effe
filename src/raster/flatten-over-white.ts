import { areaOf } from './extent';
import { createRgbImage, type RgbImage } from './image';

/**
 * The image as it looks on white paper: α·colour + (1 − α)·255 in sRGB values, rounded to nearest; what Photoshop's own
 * `applyAlpha` gives. Straight alpha in, no alpha out. Returns an image without alpha as it is, else allocates.
 */
export function flattenOverWhite(image: RgbImage): RgbImage {
  if (image.channels === 3) return image;
  const area = areaOf(image);
  const pixels = new Uint8Array(area * 3);
  for (let pixel = 0; pixel < area; pixel += 1) {
    const alpha = image.pixels[pixel * 4 + 3];
    const white = 255 * (255 - alpha);
    for (let channel = 0; channel < 3; channel += 1)
      pixels[pixel * 3 + channel] = Math.round(
        (image.pixels[pixel * 4 + channel] * alpha + white) / 255,
      );
  }
  return createRgbImage(image, 3, pixels);
}
