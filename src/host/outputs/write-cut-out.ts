import { OffcutError } from '../../support';
import { selectLayers } from '../active';
import { requireAllowed, toMaskableLayer, type BackgroundPolicy } from '../background';
import { disposing } from '../image-data';
import { withDocumentInFront } from '../in-front';
import { putLayerMask } from '../layer-mask';
import type { ModalScope } from '../modal-scope';
import { keepSelection, selectionOf } from '../prepare-mask';
import { findLayer, type UsableLayer } from '../target';
import type { Document, Layer, Photoshop } from '../vendor';
import type { ColourStrip } from './colour-strips';
import { inOneStep, type Step } from './in-one-step';
import { requireWritable } from './require-writable';

export interface CutOutWrite extends Step {
  /** Borrowed: 8-bit, of the whole canvas, 255 reveals. */
  readonly grey: Uint8Array;
  /** Borrowed. */
  readonly colours: readonly ColourStrip[];
  readonly background: BackgroundPolicy;
}

/** The group around the original; its eye is off. */
const HIDDEN_GROUP = 'Original';

/**
 * Makes a group named after the layer: in it a new pixel layer with clean colours and the mask, and below that the original
 * in a group of its own that is hidden. So the original stays as it is, its own eye included, and undo has nothing to put
 * back but groups. The cut-out is selected, and pixels that were selected still are.
 * @throws as inOneStep; `unsupported-color-mode`, `background-layer`
 */
export function writeCutOut(
  photoshop: Photoshop,
  write: CutOutWrite,
  signal: AbortSignal,
): Promise<void> {
  return inOneStep(photoshop, write, signal, (usable, scope) => {
    requireWritable(usable, { kind: 'cutout', picture: usable.layerBounds });
    requireAllowed(usable, write.background);
    const { document } = usable;
    return withDocumentInFront(photoshop, document, async () => {
      const selection = await selectionOf(photoshop, usable, { useSelection: false });
      const original = await toLayer(photoshop, usable);
      const { name } = original;
      const cutOut = await addCutOut(photoshop, document, original);
      await fill(photoshop, { ...write, cutOut }, scope);
      const hidden = await group(document, HIDDEN_GROUP, [original]);
      hidden.visible = false;
      await group(document, name, [cutOut, hidden]);
      selectLayers(document, [cutOut.id]);
      await keepSelection(photoshop, usable, { selection }, scope);
    });
  });
}

/** A Background can neither be grouped nor lie above another layer. */
async function toLayer(photoshop: Photoshop, usable: UsableLayer): Promise<Layer> {
  const id = await toMaskableLayer(photoshop, usable);
  return existing(findLayer(usable.document.layers, id), 'layer');
}

async function addCutOut(
  { constants }: Photoshop,
  document: Document,
  original: Layer,
): Promise<Layer> {
  const cutOut = existing(
    await document.createPixelLayer({ name: `${original.name} cut-out` }),
    'cut-out',
  );
  // Where a new layer goes depends on what is selected.
  cutOut.move(original, constants.ElementPlacement.PLACEBEFORE);
  return cutOut;
}

async function fill(
  photoshop: Photoshop,
  { target, grey, colours, cutOut }: CutOutWrite & { readonly cutOut: Layer },
  { twice, throwIfCancelled }: ModalScope,
): Promise<void> {
  const place = { ...target, layerId: cutOut.id };
  for (const strip of colours) {
    await twice(() => putStrip(photoshop, place, strip));
    throwIfCancelled();
  }
  await twice(() => putLayerMask(photoshop, place, grey));
  throwIfCancelled();
}

/** Adds the strip to what the layer holds. */
async function putStrip(
  { imaging }: Photoshop,
  { documentId: documentID, layerId: layerID }: Step['target'],
  { bounds, pixels }: ColourStrip,
): Promise<void> {
  const { width, height } = bounds;
  const imageData = await imaging.createImageDataFromBuffer(pixels, {
    ...{ width, height, components: 4, chunky: true },
    ...{ colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1' },
  });
  await disposing(imageData, () =>
    imaging.putPixels({ documentID, layerID, imageData, replace: false, targetBounds: bounds }),
  );
}

async function group(document: Document, name: string, layers: Layer[]): Promise<Layer> {
  return existing(await document.createLayerGroup({ name, fromLayers: layers }), name);
}

/** Photoshop gives null in place of a layer that it has not made. */
function existing(layer: Layer | null | undefined, what: string): Layer {
  if (layer) return layer;
  throw new OffcutError('host-failed', 'Photoshop has not made a layer', { context: { what } });
}
