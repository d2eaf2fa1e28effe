import { createRgbImage, type RgbImage } from './image';

/** The image with left and right exchanged. Borrows the image, allocates. Cost: one pass. */
export function mirrorImage(image: RgbImage): RgbImage {
  const { width, height, channels, pixels } = image;
  const mirrored = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const to = (y * width + x) * channels;
      const from = (y * width + width - 1 - x) * channels;
      for (let channel = 0; channel < channels; channel += 1)
        mirrored[to + channel] = pixels[from + channel];
    }
  return createRgbImage(image, channels, mirrored);
}
