import { readBlob, type HostClient, type Pixels, type Target } from '../bridge';
import { createRgbImage, type Bounds, type Extent, type RgbImage } from '../raster';
import { OffcutError, type Progress } from '../support';
import type { JobContext } from './workplace';

/** A layer's pixels, scaled down, and the rectangle of the document (document space, full resolution) that they show. */
export interface LayerPixels {
  readonly image: RgbImage;
  readonly bounds: Bounds;
}

/**
 * Reads the target's visible pixels at no more than `extent`; nothing stays on the host.
 * @throws empty-layer where there are none, document-changed when the layer lies elsewhere by now, unexpected-pixels when
 * the host sends another number of bytes than the extent needs.
 */
export async function readLayer(
  host: HostClient,
  { target, extent }: { readonly target: Target; readonly extent: Extent },
  { signal, onProgress }: JobContext<Progress>,
): Promise<LayerPixels> {
  const report = (fraction: number) => onProgress({ stage: 'reading-pixels', fraction });
  const pixels = await read(host, { target, extent }, { signal, onProgress: report });
  if (!pixels) throw new OffcutError('empty-layer', 'The layer has no visible pixels');
  return pixels;
}

export interface PartWish {
  readonly target: Target;
  /** In document space. */
  readonly part: Bounds;
  /** The most that is wanted of the whole part. */
  readonly extent: Extent;
}

/**
 * Reads what the target has of a part: its bounds may be smaller than the part, and `undefined` says that there is
 * nothing.
 * @throws document-changed when the layer lies elsewhere by now, unexpected-pixels as above.
 */
export function readPart(
  host: HostClient,
  wish: PartWish,
  signal: AbortSignal,
): Promise<LayerPixels | undefined> {
  return read(host, wish, { signal });
}

interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

async function read(
  host: HostClient,
  { target, part, extent }: Omit<PartWish, 'part'> & { readonly part?: Bounds },
  options: ReadOptions,
): Promise<LayerPixels | undefined> {
  const { documentId, layerId, layerBounds } = target;
  const { width, height } = extent;
  const wish = { documentId, layerId, layerBounds, part, extent: { width, height } };
  const { pixels } = await host.call('readPixels', wish, { signal: options.signal });
  if (!pixels) return undefined;
  const bytes = await readBlob(host, pixels.blob, options);
  return { image: toImage(pixels, bytes), bounds: pixels.bounds };
}

function toImage({ width, height, channels }: Pixels, bytes: Uint8Array): RgbImage {
  const { byteLength } = bytes;
  if (byteLength !== width * height * channels)
    throw new OffcutError('unexpected-pixels', 'The bytes do not fit the extent and channels', {
      context: { width, height, channels, byteLength },
    });
  return createRgbImage({ width, height }, channels, bytes);
}
