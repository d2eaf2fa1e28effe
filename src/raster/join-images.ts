import { areaOf, containsBounds, type Bounds, type Extent } from './extent';
import { createRgbImage, type RgbImage } from './image';

/** An image, and where its first pixel lies in the picture that it is a piece of. */
export interface ImagePiece {
  readonly image: RgbImage;
  readonly left: number;
  readonly top: number;
}

/**
 * One picture of pieces that do not overlap, in its pixels. What no piece covers is transparent black. Straight alpha; without
 * alpha where every piece is so and they cover all of it. Borrows the pieces, allocates `extent` × 3 or 4 bytes.
 * @throws RangeError when a piece leaves the picture.
 */
export function joinImages(pieces: readonly ImagePiece[], extent: Extent): RgbImage {
  const covered = pieces.reduce((sum, { image }) => sum + areaOf(image), 0);
  const isOpaque = covered === areaOf(extent) && pieces.every(({ image }) => image.channels === 3);
  const channels = isOpaque ? 3 : 4;
  const joined = createRgbImage(extent, channels, new Uint8Array(areaOf(extent) * channels));
  for (const piece of pieces) {
    requireInside(piece, extent);
    if (piece.image.channels === channels) copyRows(joined, piece);
    else copyWithAlpha(joined, piece);
  }
  return joined;
}

function requireInside({ image, left, top }: ImagePiece, { width, height }: Extent): void {
  const place: Bounds = { left, top, width: image.width, height: image.height };
  if (!containsBounds({ left: 0, top: 0, width, height }, place))
    throw new RangeError(
      `Expected a piece in ${width}×${height} but received ${place.width}×${place.height} at ${left}, ${top}`,
    );
}

function copyRows(to: RgbImage, { image, left, top }: ImagePiece): void {
  const length = image.width * image.channels;
  for (let y = 0; y < image.height; y += 1) {
    const row = image.pixels.subarray(y * length, (y + 1) * length);
    to.pixels.set(row, ((top + y) * to.width + left) * to.channels);
  }
}

function copyWithAlpha(to: RgbImage, { image, left, top }: ImagePiece): void {
  const { width, height, pixels } = image;
  for (let y = 0, from = 0; y < height; y += 1) {
    let at = ((top + y) * to.width + left) * 4;
    for (let x = 0; x < width; x += 1, from += 3, at += 4) {
      to.pixels[at] = pixels[from];
      to.pixels[at + 1] = pixels[from + 1];
      to.pixels[at + 2] = pixels[from + 2];
      to.pixels[at + 3] = 255;
    }
  }
}
