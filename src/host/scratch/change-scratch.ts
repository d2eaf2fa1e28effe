import { fromChunk, type ScratchChange } from '../../bridge';
import { areaOf } from '../../raster';
import { OffcutError } from '../../support';
import { disposing } from '../image-data';
import { withDocumentInFront } from '../in-front';
import type { ModalScope } from '../modal-scope';
import { findNewLayer, layerIdsOf } from '../new-layer';
import { SRGB } from '../rgb-profiles';
import { findLayer } from '../target';
import type { Document, Layer, Photoshop } from '../vendor';
import { LOCKS } from './describe-scratch';

/** Those that Photoshop takes part in. */
export type DocumentChange = Exclude<ScratchChange, { readonly kind: 'interrupt-writes' }>;

/**
 * Changes one of our documents as a person could; gives the id of the layer that was made, if one was. To be called in a
 * modal scope. @throws OffcutError `host-failed`, `layer-deleted`, and what Photoshop throws
 */
export function changeScratch(
  photoshop: Photoshop,
  document: Document,
  change: DocumentChange,
  scope: ModalScope,
): Promise<number | undefined> {
  return withDocumentInFront(photoshop, document, async () => {
    switch (change.kind) {
      case 'add-layer':
        return addLayer(photoshop, document, change, scope);
      case 'group': {
        const fromLayers = change.layerIds.map((id) => layerOf(document, id));
        return made(await document.createLayerGroup({ name: change.name, fromLayers }));
      }
      case 'lock':
        layerOf(document, change.layerId)[LOCKS[change.lock]] = true;
        return undefined;
      case 'to-smart-object':
        return toSmartObject(photoshop, document, change.layerId);
      case 'delete-layer':
        layerOf(document, change.layerId).delete();
        return undefined;
      case 'change-mode':
        await document.changeMode(MODES[change.mode](photoshop));
        return undefined;
      case 'history':
        stepInHistory(document, change.by);
        return undefined;
    }
  });
}

const MODES = {
  CMYKColorMode: ({ constants }: Photoshop) => constants.ChangeMode.CMYK,
  labColorMode: ({ constants }: Photoshop) => constants.ChangeMode.LAB,
} as const;

async function addLayer(
  { imaging }: Photoshop,
  document: Document,
  { name, place, chunk }: Extract<ScratchChange, { readonly kind: 'add-layer' }>,
  { twice }: ModalScope,
): Promise<number> {
  const { width, height } = place;
  const pixels = fromChunk(chunk, areaOf(place) * 4);
  const layerID = made(await document.createPixelLayer({ name }));
  const imageData = await imaging.createImageDataFromBuffer(pixels, {
    ...{ width, height, components: 4, chunky: true },
    ...{ colorSpace: 'RGB', colorProfile: SRGB },
  });
  await disposing(imageData, () =>
    twice(() =>
      imaging.putPixels({
        ...{ documentID: document.id, layerID, imageData, replace: false },
        targetBounds: place,
      }),
    ),
  );
  return layerID;
}

/** What the action system calls Layer > Smart Objects > Convert to Smart Object; it takes what is selected. */
async function toSmartObject(
  { action }: Photoshop,
  document: Document,
  layerId: number,
): Promise<number> {
  for (const each of document.layers) each.selected = each.id === layerId;
  const before = layerIdsOf(document.layers);
  const [answer] = await action.batchPlay([{ _obj: 'newPlacedLayer' }], {});
  const id = findNewLayer(document, before)?.id ?? layerId;
  if (answer?.['_obj'] === 'error' || (layerOf(document, id).kind as string) !== 'smartObject')
    throw new OffcutError('host-failed', 'Photoshop has not made a smart object');
  return id;
}

function stepInHistory(document: Document, by: -1 | 1): void {
  const states = [...document.historyStates];
  const current = states.findIndex(({ id }) => id === document.activeHistoryState.id);
  const state = states[current + by];
  if (!state) throw new OffcutError('host-failed', 'There is no such step in the history');
  document.activeHistoryState = state;
}

function layerOf({ layers }: Document, layerId: number): Layer {
  const layer = findLayer(layers, layerId);
  if (layer) return layer;
  throw new OffcutError('layer-deleted', 'There is no such layer in the scratch document');
}

/** Photoshop gives null in place of a layer that it has not made. */
function made(layer: Layer | null | undefined): number {
  if (layer) return layer.id;
  throw new OffcutError('host-failed', 'Photoshop has not made a layer');
}
