import type { DecodeImage } from '../api';
import { buildDocument } from './build-document';
import type { DocumentState } from './document-state';

/** A PNG or JPEG as a document of one layer: a Background when it is opaque, else "Layer 0". */
export async function openPicture(
  bytes: Uint8Array,
  decodeImage: DecodeImage | undefined,
): Promise<DocumentState> {
  if (decodeImage === undefined)
    throw new Error('The simulator was created without decodeImage, so it cannot open pictures');
  const { width, height, rgba } = await decodeImage(bytes);
  const isBackground = rgba.every((value, index) => index % 4 !== 3 || value === 255);
  const name = isBackground ? 'Background' : 'Layer 0';
  return buildDocument({
    name,
    width,
    height,
    layers: [{ name, isBackground, pixels: new Uint8Array(rgba) }],
  });
}
