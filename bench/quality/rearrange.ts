import { createRgbImage, type Bounds, type RgbImage } from '../../src/raster';

/** Left and right exchanged. Borrows the photo, allocates. */
export function mirrorPhoto(photo: RgbImage): RgbImage {
  const { width, height, channels, pixels } = photo;
  const mirrored = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (let channel = 0; channel < channels; channel += 1)
        mirrored[(y * width + x) * channels + channel] =
          pixels[(y * width + width - 1 - x) * channels + channel];
  return createRgbImage(photo, channels, mirrored);
}

/** The part of a photo that `bounds` covers, which lies inside it. Borrows the photo, allocates. */
export function cropPhoto({ width, channels, pixels }: RgbImage, bounds: Bounds): RgbImage {
  const rowLength = bounds.width * channels;
  const part = new Uint8Array(rowLength * bounds.height);
  for (let y = 0; y < bounds.height; y += 1) {
    const from = ((bounds.top + y) * width + bounds.left) * channels;
    part.set(pixels.subarray(from, from + rowLength), y * rowLength);
  }
  return createRgbImage(bounds, channels, part);
}
