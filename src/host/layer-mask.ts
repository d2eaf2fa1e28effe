import { type Bounds, type Extent, isSameExtent } from '../raster';
import { OffcutError } from '../support';
import { withModalScope } from './modal-scope';
import { findUsableLayer, requireBounds } from './target';
import type { Photoshop } from './vendor';

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
  /** Borrowed: 8-bit, rows from top to bottom, 255 reveals. */
  readonly grey: Uint8Array;
  readonly historyName: string;
}

/**
 * Replaces the layer's mask in one undo step. Whatever is thrown, the document is as it was: the throw leaves the
 * modal scope, and Photoshop rolls the suspended history back.
 * @throws OffcutError of the target, `document-changed`, `host-busy`, `host-failed`; AbortError.
 */
export function writeLayerMask(
  photoshop: Photoshop,
  { target, grey, historyName }: MaskWrite,
  signal: AbortSignal,
): Promise<void> {
  const request = { commandName: historyName, signal };
  return withModalScope(photoshop, request, async ({ hostControl, throwIfCancelled, twice }) => {
    requireUnchanged(photoshop, target);
    const { documentId: documentID } = target;
    const suspension = await hostControl.suspendHistory({ documentID, name: historyName });
    await twice(() => putLayerMask(photoshop, target, grey));
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
): void {
  const usable = findUsableLayer(photoshop, documentId, layerId);
  const { documentExtent } = usable;
  if (!isSameExtent(documentExtent, extent))
    throw new OffcutError('document-changed', 'The document has another size than the mask', {
      context: { ...documentExtent },
    });
  if (layerBounds) requireBounds(usable, layerBounds);
}

async function putLayerMask(
  { imaging }: Photoshop,
  { documentId, layerId, extent }: MaskTarget,
  grey: Uint8Array,
): Promise<void> {
  const imageData = await imaging.createImageDataFromBuffer(grey, {
    ...extent,
    components: 1,
    chunky: false,
    colorSpace: 'Grayscale',
    colorProfile: 'Gray Gamma 2.2',
  });
  try {
    // The whole canvas: what Photoshop fills in beside a smaller rectangle is not documented.
    await imaging.putLayerMask({
      documentID: documentId,
      layerID: layerId,
      imageData,
      replace: true,
      targetBounds: { left: 0, top: 0, ...extent },
    });
  } finally {
    await imageData.dispose();
  }
}
