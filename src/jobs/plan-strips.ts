import { CHUNK_BYTES } from '../bridge';
import type { Extent } from '../raster';

/** Noise grows by a few bytes in a thousand when it is deflated, and a chunk may carry no more than CHUNK_BYTES. */
const STRIP_BYTES = CHUNK_BYTES - CHUNK_BYTES / 64;

/** Rows `top` up to `top + height` of a mask or of a picture. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}

/** Cuts it into strips of whole rows from top to bottom, each small enough for one chunk. */
export function planStrips({ width, height }: Extent, bytesPerPixel = 1): Strip[] {
  const rows = Math.max(1, Math.floor(STRIP_BYTES / (width * bytesPerPixel)));
  return Array.from({ length: Math.ceil(height / rows) }, (_, index) => {
    const top = index * rows;
    return { top, height: Math.min(rows, height - top) };
  });
}
