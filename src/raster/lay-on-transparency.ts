import { areaOf, containsBounds, isSameExtent, type Bounds, type Extent } from './extent';
import { createRgbImage, type RgbImage } from './image';

/**
 * The image laid over `place` of a larger picture, in that picture's pixels; around it everything is transparent black. An
 * image of another extent than its place takes the nearest pixels. Straight alpha. An image that fills the picture comes
 * back as it is, else allocates `extent` × 4 bytes.
 * @throws RangeError when the place leaves the picture.
 */
export function layOnTransparency(image: RgbImage, place: Bounds, extent: Extent): RgbImage {
  if (!containsBounds({ left: 0, top: 0, ...extent }, place))
    throw new RangeError(
      `Expected a place in ${extent.width}×${extent.height} but received ${place.width}×${place.height} at ${place.left}, ${place.top}`,
    );
  if (isSameExtent(place, extent) && isSameExtent(image, extent)) return image;
  const { channels, pixels } = image;
  const laid = new Uint8Array(areaOf(extent) * 4);
  const columns = nearest(image.width, place.width);
  const rows = nearest(image.height, place.height);
  for (let y = 0; y < place.height; y += 1) {
    let to = ((place.top + y) * extent.width + place.left) * 4;
    for (let x = 0; x < place.width; x += 1, to += 4) {
      const from = (rows[y] * image.width + columns[x]) * channels;
      laid[to] = pixels[from];
      laid[to + 1] = pixels[from + 1];
      laid[to + 2] = pixels[from + 2];
      laid[to + 3] = channels === 4 ? pixels[from + 3] : 255;
    }
  }
  return createRgbImage(extent, 4, laid);
}

/** Which of `count` source pixels lies under each of `length` target pixels, by half-pixel centres. */
function nearest(count: number, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, index) => Math.floor(((index + 0.5) * count) / length));
}
