import { OffcutError } from '../support';
import { selectLayers } from './active';
import { toHostError } from './host-errors';
import { withDocumentInFront } from './in-front';
import type { ModalScope } from './modal-scope';
import { findNewLayer, layerIdsOf } from './new-layer';
import type { UsableLayer } from './target';
import type { Layer, Photoshop } from './vendor';

const STEP = 'Read Layer Pixels';

/**
 * Hands `read` the id of a pixel layer that shows what the layer shows: a rasterized copy, in suspended history that is
 * taken back afterwards, so that there is neither a step nor a copy. What is thrown must leave the modal scope; Photoshop
 * then takes the copy back. The layers that were selected are so again.
 * @throws OffcutError `layer-not-rasterized`, and what `read` throws.
 */
export function withRasterCopy<T>(
  photoshop: Photoshop,
  usable: UsableLayer,
  { hostControl, throwIfCancelled }: ModalScope,
  read: (layerId: number) => Promise<T>,
): Promise<T> {
  const { document } = usable;
  return withDocumentInFront(photoshop, document, async () => {
    const selected = [...document.activeLayers].map(({ id }) => id);
    const suspension = await hostControl.suspendHistory({ documentID: document.id, name: STEP });
    const copyId = await rasterizeCopy(photoshop, usable, throwIfCancelled);
    throwIfCancelled();
    const outcome = await read(copyId);
    await hostControl.resumeHistory(suspension, false);
    selectLayers(document, selected);
    return outcome;
  });
}

/** A copy's content with its smart filters; a style and a mask stay what they are. */
export async function rasterize({ constants }: Photoshop, copy: Layer): Promise<void> {
  // Locked pixels cannot be rasterized, and the copy's lock is nobody's.
  if (copy.pixelsLocked) copy.pixelsLocked = false;
  await copy.rasterize(constants.RasterizeType.ENTIRELAYER);
}

async function rasterizeCopy(
  photoshop: Photoshop,
  { document, layer }: UsableLayer,
  throwIfCancelled: () => void,
): Promise<number> {
  const before = layerIdsOf(document.layers);
  try {
    const copy = await layer.duplicate();
    if (copy) await rasterize(photoshop, copy);
  } catch (cause) {
    throwIfCancelled();
    throw notRasterized(cause);
  }
  const copy = findNewLayer(document, before);
  if (!copy) throw notRasterized(undefined);
  return copy.id;
}

function notRasterized(cause: unknown): OffcutError {
  const reason = cause === undefined ? 'there is no copy' : toHostError(cause).message;
  return new OffcutError('layer-not-rasterized', `The layer was not rasterized: ${reason}`, {
    cause,
  });
}
