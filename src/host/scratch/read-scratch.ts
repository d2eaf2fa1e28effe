import type { ScratchContent } from '../../bridge';
import { areaOf, eightBitSrgbFrom, type Extent } from '../../raster';
import { OffcutError } from '../../support';
import { pixelSourceOf } from '../color-modes';
import { disposing } from '../image-data';
import { hasLayerMask } from '../layer-mask-state';
import type { ModalScope } from '../modal-scope';
import { readSelection } from '../outputs';
import { readLayerMask } from '../read-layer-mask';
import { SRGB, codingOf } from '../rgb-profiles';
import { findUsableLayer } from '../target';
import type { Document, Photoshop } from '../vendor';
import { savedChannels } from './describe-scratch';

/**
 * What a document holds, all over its canvas: a byte a pixel of a mask, a selection or a channel, RGBA of what is seen.
 * Undefined where there is no such thing. To be called in a modal scope; leaves no step. Allocates.
 */
export async function readScratch(
  photoshop: Photoshop,
  document: Document,
  content: ScratchContent,
  scope: ModalScope,
): Promise<Uint8Array | undefined> {
  switch (content.kind) {
    case 'layer-mask': {
      const usable = findUsableLayer(photoshop, document.id, content.layerId);
      const isMasked = await hasLayerMask(photoshop, document, usable.layer);
      return isMasked ? readLayerMask(photoshop, usable, scope) : undefined;
    }
    case 'selection':
      return scope.twice(() => readSelection(photoshop, document, extentOf(document)));
    case 'channel':
      return readChannel(photoshop, document, content.name, scope);
    case 'composite':
      return scope.twice(() => readComposite(photoshop, document));
  }
}

/** Only a selection can be read, so the channel becomes one for a moment. */
async function readChannel(
  photoshop: Photoshop,
  document: Document,
  name: string,
  { hostControl, twice }: ModalScope,
): Promise<Uint8Array | undefined> {
  const channel = savedChannels(document).find((each) => each.name === name);
  if (!channel) return undefined;
  const suspended = { documentID: document.id, name: 'Read Channel' };
  const suspension = await hostControl.suspendHistory(suspended);
  await document.selection.load(channel);
  const values = await twice(() => readSelection(photoshop, document, extentOf(document)));
  await hostControl.resumeHistory(suspension, false);
  // A channel of nothing but zeros is no selection.
  return values ?? new Uint8Array(areaOf(extentOf(document)));
}

async function readComposite({ imaging }: Photoshop, document: Document): Promise<Uint8Array> {
  // Reading other modes ends Photoshop.
  if (pixelSourceOf(document) !== 'document' || (document.bitsPerChannel as string) !== 'bitDepth8')
    throw new OffcutError('unsupported-color-mode', 'Only 8 bits of RGB or greyscale are shown');
  const extent = extentOf(document);
  const read = await imaging.getPixels({
    documentID: document.id,
    sourceBounds: { left: 0, top: 0, right: extent.width, bottom: extent.height },
    ...{ colorSpace: 'RGB', colorProfile: SRGB, componentSize: 8 },
  });
  const { left, top } = read.sourceBounds;
  return disposing(read.imageData, async (imageData) => {
    const { width, height, components, colorProfile } = imageData;
    if (components !== 3 && components !== 4)
      throw new OffcutError('unexpected-pixels', 'The composite came in another form');
    const samples = await imageData.getData({ chunky: true });
    const pixels = eightBitSrgbFrom(samples, { channels: components, ...codingOf(colorProfile) });
    return overCanvas({ left, top, width, height, pixels, channels: components }, extent);
  });
}

interface Placed extends Extent {
  readonly left: number;
  readonly top: number;
  readonly channels: 3 | 4;
  readonly pixels: Uint8Array;
}

/** Transparent beside what was read: Photoshop trims it to what has pixels. */
function overCanvas(
  { left, top, width, height, channels, pixels }: Placed,
  canvas: Extent,
): Uint8Array {
  const rgba = new Uint8Array(areaOf(canvas) * 4);
  for (let y = Math.max(0, -top); y < height && top + y < canvas.height; y++)
    for (let x = Math.max(0, -left); x < width && left + x < canvas.width; x++) {
      const from = (y * width + x) * channels;
      const [red, green, blue, alpha = 255] = pixels.subarray(from, from + channels);
      const at = ((top + y) * canvas.width + left + x) * 4;
      rgba.set([red ?? 0, green ?? 0, blue ?? 0, alpha], at);
    }
  return rgba;
}

function extentOf({ width, height }: Document): Extent {
  return { width: Math.round(width), height: Math.round(height) };
}
