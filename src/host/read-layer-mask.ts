import { areaOf, eightBitFrom, type Extent } from '../raster';
import { OffcutError } from '../support';
import { toHostError } from './host-errors';
import { disposing } from './image-data';
import type { ModalScope } from './modal-scope';
import { planSureStrips } from './sure-strips';
import type { UsableLayer } from './target';
import type { Photoshop } from './vendor';

/**
 * The values of a layer mask all over the canvas, as they were painted: a byte a pixel, 255 reveals. Allocates them.
 * @throws OffcutError `mask-unreadable` where Photoshop gives less than the canvas: what such a mask is worth beside its
 * own rectangle is said nowhere, and a guess would hide or show the wrong half of a picture.
 */
export async function readLayerMask(
  photoshop: Photoshop,
  usable: UsableLayer,
  { twice, throwIfCancelled }: Pick<ModalScope, 'twice' | 'throwIfCancelled'>,
): Promise<Uint8Array> {
  const { documentExtent: extent } = usable;
  const mask = new Uint8Array(areaOf(extent));
  for (const strip of planSureStrips({ left: 0, top: 0, ...extent })) {
    try {
      mask.set(await twice(() => readStrip(photoshop, usable, strip)), strip.top * extent.width);
    } catch (cause) {
      throwIfCancelled();
      throw unreadable(toHostError(cause).message, cause);
    }
    throwIfCancelled();
  }
  return mask;
}

export function unreadable(reason: string, cause: unknown): OffcutError {
  return new OffcutError('mask-unreadable', reason, { cause });
}

async function readStrip(
  { imaging }: Photoshop,
  { document, layer }: UsableLayer,
  { top, width, height }: Extent & { readonly top: number },
): Promise<Uint8Array> {
  const sourceBounds = { left: 0, top, right: width, bottom: top + height };
  const ids = { documentID: document.id, layerID: layer.id };
  const read = await imaging.getLayerMask({ ...ids, sourceBounds });
  const place = read.sourceBounds;
  return disposing(read.imageData, async (imageData) => {
    const samples = await imageData.getData({ chunky: true });
    const isWhole = place.left === 0 && place.top === top;
    if (!isWhole || imageData.width !== width || samples.length !== width * height)
      throw new OffcutError('mask-unreadable', 'Photoshop gives a part of the mask alone', {
        context: { width: imageData.width, height: imageData.height },
      });
    return eightBitFrom(samples);
  });
}
