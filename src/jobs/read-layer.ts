import { readBlob, type HostClient, type PixelsReply, type Target } from '../bridge';
import { createRgbImage, type Bounds, type Extent, type RgbImage } from '../raster';
import { OffcutError, type Progress } from '../support';
import type { JobContext } from './workplace';

/** A layer's pixels, scaled down, and the rectangle of the document (document space, full resolution) that they show. */
export interface LayerPixels {
  readonly image: RgbImage;
  readonly bounds: Bounds;
}

/**
 * Reads the target's pixels at no more than `extent`; nothing stays on the host.
 * @throws unexpected-pixels when the host sends another number of bytes than the extent needs.
 */
export async function readLayer(
  host: HostClient,
  { target, extent }: { readonly target: Target; readonly extent: Extent },
  { signal, onProgress }: JobContext<Progress>,
): Promise<LayerPixels> {
  const { documentId, layerId } = target;
  const { width, height } = extent;
  const pixels = await host.call(
    'readPixels',
    { documentId, layerId, extent: { width, height } },
    { signal },
  );
  const bytes = await readBlob(host, pixels.blob, {
    signal,
    onProgress: (fraction) => onProgress({ stage: 'reading-pixels', fraction }),
  });
  return { image: toImage(pixels, bytes), bounds: pixels.bounds };
}

function toImage({ width, height, channels }: PixelsReply, bytes: Uint8Array): RgbImage {
  const { byteLength } = bytes;
  if (byteLength !== width * height * channels)
    throw new OffcutError('unexpected-pixels', 'The bytes do not fit the extent and channels', {
      context: { width, height, channels, byteLength },
    });
  return createRgbImage({ width, height }, channels, bytes);
}
