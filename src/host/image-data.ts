import type { Extent } from '../raster';
import type { Photoshop, PhotoshopImage } from './vendor';

/** What `use` makes of an image, whose memory outside the script goes in any case. Takes ownership of the image. */
export async function disposing<T>(
  imageData: PhotoshopImage,
  use: (imageData: PhotoshopImage) => Promise<T> | T,
): Promise<T> {
  try {
    return await use(imageData);
  } finally {
    await imageData.dispose();
  }
}

/**
 * Hands `use` what a mask or a selection is written from. `pixels`, borrowed: 8-bit, rows from top to bottom. The profile
 * is the one in which no value bends.
 */
export async function withGreyImage<T>(
  { imaging }: Photoshop,
  { pixels, width, height }: Extent & { readonly pixels: Uint8Array },
  use: (imageData: PhotoshopImage) => Promise<T>,
): Promise<T> {
  const imageData = await imaging.createImageDataFromBuffer(pixels, {
    ...{ width, height, components: 1, chunky: false },
    ...{ colorSpace: 'Grayscale', colorProfile: 'Gray Gamma 2.2' },
  });
  return disposing(imageData, use);
}
