import { combineMasks, limitToSelection } from '../raster';
import { hasLayerMask, isMaskEnabled } from './layer-mask-state';
import type { MaskChoices } from './mask-choices';
import type { ModalScope } from './modal-scope';
import { putSelection, readSelection } from './outputs/selection';
import { readLayerMask, unreadable } from './read-layer-mask';
import type { UsableLayer } from './target';
import type { Photoshop } from './vendor';

/** A mask that is ready to be written. */
export interface PreparedMask {
  readonly grey: Uint8Array;
  /** The old mask goes with its density, feather and link; else its values change and those stay. */
  readonly replacesOld: boolean;
  /** What is selected, a byte a pixel; it must still be when the mask is written. */
  readonly selection: Uint8Array | undefined;
}

export interface Preparation {
  readonly usable: UsableLayer;
  /** Taken: it is combined in place. Of the whole canvas, 255 reveals. */
  readonly grey: Uint8Array;
  readonly choices: MaskChoices;
}

/**
 * Combines a fresh mask with the one that the layer has, and limits it to what is selected. A mask that is switched off
 * hides nothing, and so counts as none. Only reads; what no choice needs is not read.
 * @throws OffcutError `mask-unreadable`; AbortError.
 */
export async function prepareMask(
  photoshop: Photoshop,
  { usable, grey, choices }: Preparation,
  scope: ModalScope,
): Promise<PreparedMask> {
  const { existingMask, useSelection } = choices;
  const selection = await selectionOf(photoshop, usable, choices);
  scope.throwIfCancelled();
  const isLimited = useSelection && selection !== undefined;
  const needsOld = existingMask !== 'replace' || isLimited;
  const old =
    needsOld && (await hasMaskInForce(photoshop, usable))
      ? await readLayerMask(photoshop, usable, scope)
      : undefined;
  if (old) combineMasks(grey, old, existingMask);
  if (isLimited) limitToSelection(grey, selection, old);
  return { grey, selection, replacesOld: old === undefined };
}

/** Making a mask from a selection uses it up in Photoshop; here it stays. To be called in the same undo step. */
export async function keepSelection(
  photoshop: Photoshop,
  { document, documentExtent }: UsableLayer,
  { selection }: Pick<PreparedMask, 'selection'>,
  { twice }: Pick<ModalScope, 'twice'>,
): Promise<void> {
  if (selection && !document.selection.bounds)
    await twice(() => putSelection(photoshop, document, documentExtent, selection));
}

/** One that is not used has to survive alone, and so may be unreadable. */
export async function selectionOf(
  photoshop: Photoshop,
  { document, documentExtent }: UsableLayer,
  { useSelection }: Pick<MaskChoices, 'useSelection'>,
): Promise<Uint8Array | undefined> {
  try {
    return await readSelection(photoshop, document, documentExtent);
  } catch (cause) {
    if (!useSelection) return undefined;
    throw unreadable('The selection cannot be read', cause);
  }
}

async function hasMaskInForce(
  photoshop: Photoshop,
  { document, layer }: UsableLayer,
): Promise<boolean> {
  return (
    (await hasLayerMask(photoshop, document, layer)) &&
    (await isMaskEnabled(photoshop, document, layer))
  );
}
