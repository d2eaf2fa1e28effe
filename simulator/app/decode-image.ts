import type { RgbaPixels } from '../api';

/**
 * Decodes PNG or JPEG with the browser's own decoder: orientation applied, embedded profile converted to sRGB. A pixel
 * of low alpha comes back with its colour rounded, because the canvas between keeps premultiplied colour.
 */
export async function decodeImage(bytes: Uint8Array): Promise<RgbaPixels> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas to decode images with');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data: rgba } = context.getImageData(0, 0, width, height);
  return { width, height, rgba: new Uint8Array(rgba.buffer) };
}
