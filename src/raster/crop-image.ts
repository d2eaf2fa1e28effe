import { containsBounds, type Bounds } from './extent';
import { createRgbImage, type RgbImage } from './image';

/**
 * The part of an image that `bounds` cover, in the image's pixels. Borrows the image, allocates.
 * @throws RangeError when the bounds leave the image.
 */
export function cropImage(image: RgbImage, bounds: Bounds): RgbImage {
  const { width, height, channels, pixels } = image;
  if (!containsBounds({ left: 0, top: 0, width, height }, bounds))
    throw new RangeError(
      `Expected a part of ${width}×${height} but received ${bounds.width}×${bounds.height} at ${bounds.left}, ${bounds.top}`,
    );
  const rowLength = bounds.width * channels;
  const part = new Uint8Array(rowLength * bounds.height);
  for (let y = 0; y < bounds.height; y += 1) {
    const from = ((bounds.top + y) * width + bounds.left) * channels;
    part.set(pixels.subarray(from, from + rowLength), y * rowLength);
  }
  return createRgbImage(bounds, channels, part);
}
