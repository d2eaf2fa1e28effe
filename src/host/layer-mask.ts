import { type Bounds, type Extent, isSameExtent } from '../raster';
import { OffcutError } from '../support';
import { withActiveKept } from './active';
import { requireAllowed, toMaskableLayer, type BackgroundPolicy } from './background';
import { isTransient } from './host-errors';
import { withGreyImage } from './image-data';
import type { MaskChoices } from './mask-choices';
import { keepSelection, prepareMask } from './prepare-mask';
import { findLayer, findUsableLayer, requireBounds, type UsableLayer } from './target';
import type { Document, Photoshop } from './vendor';

export interface MaskTarget {
  readonly documentId: number;
  readonly layerId: number;
  /** Of the document, and so of the mask. */
  readonly extent: Extent;
  /** Where the layer lay when its pixels were read; a person can move it while the network runs. */
  readonly layerBounds?: Bounds | undefined;
}

export interface MaskWrite {
  readonly target: MaskTarget;
  /** Taken: 8-bit, rows from top to bottom, 255 reveals. */
  readonly grey: Uint8Array;
  readonly historyName: string;
  readonly background: BackgroundPolicy;
  readonly choices: MaskChoices;
}

/**
 * Writes the layer's mask in one undo step, of which a Background's becoming a layer is part. Whatever is thrown, the
 * document is as it was: the throw leaves the modal scope, and Photoshop rolls the suspended history back.
 * @throws OffcutError of the target, `document-changed`, `host-busy`, `host-failed`; AbortError.
 */
export function writeLayerMask(
  photoshop: Photoshop,
  { target, grey, historyName, background, choices }: MaskWrite,
  signal: AbortSignal,
): Promise<void> {
  const request = { commandName: historyName, signal, documentId: target.documentId };
  return withActiveKept(photoshop, request, async (scope) => {
    const { hostControl, throwIfCancelled, twice } = scope;
    const usable = requireUnchanged(photoshop, target);
    requireAllowed(usable, background);
    const prepared = await prepareMask(photoshop, { usable, grey, choices }, scope);
    const { documentId: documentID } = target;
    const suspension = await hostControl.suspendHistory({ documentID, name: historyName });
    const layerId = await toMaskableLayer(photoshop, usable);
    const put = () =>
      putLayerMask(photoshop, { ...target, layerId }, prepared.grey, prepared.replacesOld);
    await withUnlockedPixels(usable.document, layerId, () => twice(put));
    await keepSelection(photoshop, usable, prepared, scope);
    throwIfCancelled();
    await hostControl.resumeHistory(suspension);
  });
}

/**
 * @throws OffcutError when the layer cannot be masked any more; `document-changed` when it lies elsewhere by now, or its
 * document has another extent.
 */
export function requireUnchanged(
  photoshop: Photoshop,
  { documentId, layerId, extent, layerBounds }: MaskTarget,
): UsableLayer {
  const usable = findUsableLayer(photoshop, documentId, layerId);
  const { documentExtent } = usable;
  if (!isSameExtent(documentExtent, extent))
    throw new OffcutError('document-changed', 'The document has another size than the mask', {
      context: { ...documentExtent },
    });
  if (layerBounds) requireBounds(usable, layerBounds);
  return usable;
}

/**
 * `write`, and where Photoshop refuses it for a layer whose pixels are locked, once more with that lock taken off and
 * put on again: the lock is about pixels, and a mask leaves those alone.
 */
async function withUnlockedPixels(
  { layers }: Document,
  layerId: number,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const layer = isTransient(error) ? findLayer(layers, layerId) : undefined;
    if (!layer?.pixelsLocked) throw error;
    layer.pixelsLocked = false;
    await write();
    layer.pixelsLocked = true;
  }
}

/** Replaces a layer's mask by `grey`, which is borrowed. To be called in a modal scope. */
export async function putLayerMask(
  photoshop: Photoshop,
  { documentId, layerId, extent }: MaskTarget,
  grey: Uint8Array,
  replacesOld = true,
): Promise<void> {
  await withGreyImage(photoshop, { ...extent, pixels: grey }, (imageData) =>
    // The whole canvas: what Photoshop fills in beside a smaller rectangle is not documented.
    photoshop.imaging.putLayerMask({
      documentID: documentId,
      layerID: layerId,
      imageData,
      replace: replacesOld,
      targetBounds: { left: 0, top: 0, ...extent },
    }),
  );
}
