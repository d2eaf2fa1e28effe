import { areaOf, isSameExtent, type Extent } from '../../raster';
import type { ColourImage } from './colour-image';

/** @throws RangeError when the image, its samples or the mask do not have the extent that was asked for. */
export function checkTile(asked: Extent, image: ColourImage, mask: Uint8Array): void {
  if (!isSameExtent(image, asked))
    throw new RangeError(
      `Expected a tile of ${asked.width}×${asked.height} but received ${image.width}×${image.height}`,
    );
  const area = areaOf(asked);
  if (image.pixels.length !== area * image.channels || mask.length !== area)
    throw new RangeError(
      `Expected ${area}×${image.channels} samples and ${area} of the mask but received ${image.pixels.length} and ${mask.length}`,
    );
}
