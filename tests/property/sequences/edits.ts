import type { MaskDescription, SimulatedPhotoshop } from '../../../simulator';
import { contentOf, selectedIn, type LayerContent } from './content';
import { CANVAS } from './documents';
import {
  activeIn,
  contentNow,
  noteClosed,
  noteStep,
  type Model,
  type ModelDocument,
} from './model';

/** What a person does to a document that is open. It does nothing where Photoshop's menu item is grey. */
export type Edit = (photoshop: SimulatedPhotoshop, model: Model, document: ModelDocument) => void;

/** By the words in which a failing run tells of them. */
export const EDITS = {
  'paints on the layer': step(({ user }, { id }, layer) => {
    if (layer.traits.kind !== 'pixel' || layer.traits.locks.all || layer.traits.locks.pixels)
      return;
    const bounds = { left: 20, top: 8, width: 9, height: 21 };
    user.paint(id, layer.id, { bounds, rgba: [0, 0, 0, 255] });
  }),
  'renames the layer': step(({ user }, { id }, layer) =>
    user.rename(id, layer.id, `${layer.traits.name}'`),
  ),
  'moves the layer': step(({ user }, { id }, layer) => {
    if (isOrdinary(layer) && !layer.traits.locks.all) user.move(id, layer.id, { x: 7, y: -3 });
  }),
  'gives the layer a mask': step(({ user }, { id }, layer) => {
    if (isOrdinary(layer)) user.setMask(id, layer.id, stripedMask());
  }),
  'takes the mask away': step(({ user }, { id }, layer) => {
    if (layer.mask) user.setMask(id, layer.id);
  }),
  'locks or unlocks the layer': step(({ user }, { id }, layer) => {
    if (!layer.traits.isBackground) user.setLocked(id, layer.id, !layer.traits.locks.all);
  }),
  'deletes the layer': step(({ user }, document, layer) => {
    if (contentNow(document).layers.length > 1) user.deleteLayer(document.id, layer.id);
  }),
  'makes the Background a layer': step(({ user }, { id }, layer) => {
    if (layer.traits.isBackground) user.convertBackground(id);
  }),
  'selects pixels': step(({ user }, { id }) =>
    user.select(id, { bounds: { left: 0, top: 0, width: 40, height: 25 } }),
  ),
  deselects: step(({ user }, { id }) => user.select(id)),
  'hides or shows the layer': ({ user, inspect }, _model, document) => {
    const layer = firstSelected(document);
    if (!layer) return;
    user.setVisible(document.id, layer.id, !layer.traits.visible);
    const content = contentOf(inspect, document.id);
    document.states = document.states.map((state, at) =>
      at === document.at ? { ...state, content } : state,
    );
  },
  'selects another layer': ({ user }, _model, document) => {
    const { layers } = contentNow(document);
    const at = layers.findIndex(({ id }) => id === document.selected[0]);
    const next = layers[(at + 1) % layers.length];
    if (!next) return;
    user.selectLayers(document.id, [next.id]);
    document.selected = [next.id];
  },
  undoes: travel(-1),
  redoes: travel(1),
  'goes to another document': ({ user }, model, document) => {
    const other = otherThan(model, document);
    if (!other) return;
    user.activate(other.id);
    model.activeId = other.id;
  },
  'closes the document': ({ user, inspect }, model, { id }) => {
    user.closeDocument(id);
    noteClosed(model, inspect, id);
  },
  'closes another document': ({ user, inspect }, model, document) => {
    const other = otherThan(model, document);
    if (!other) return;
    user.closeDocument(other.id);
    noteClosed(model, inspect, other.id);
  },
} as const satisfies Readonly<Record<string, Edit>>;

export type EditName = keyof typeof EDITS;
export const EDIT_NAMES = Object.keys(EDITS) as readonly EditName[];

/** Something that is a step of the history where it does anything. */
function step(
  change: (photoshop: SimulatedPhotoshop, document: ModelDocument, layer: LayerContent) => void,
): Edit {
  return (photoshop, _model, document) => {
    const layer = firstSelected(document);
    if (!layer) return;
    const { inspect } = photoshop;
    const { at } = document;
    change(photoshop, document, layer);
    if (inspect.history(document.id).index !== at) noteStep(document, inspect);
  };
}

function travel(by: 1 | -1): Edit {
  return ({ user, inspect }, _model, document) => {
    if (!document.states[document.at + by]) return;
    if (by === 1) user.redo(document.id);
    else user.undo(document.id);
    document.at += by;
    // Layers that are not there any more, or not yet, are not selected.
    document.selected = selectedIn(inspect, document.id);
  };
}

function firstSelected(document: ModelDocument): LayerContent | undefined {
  const [first] = document.selected;
  return contentNow(document).layers.find(({ id }) => id === first);
}

function isOrdinary({ traits }: LayerContent): boolean {
  return !traits.isBackground && traits.kind !== 'group';
}

function otherThan(model: Model, { id }: ModelDocument): ModelDocument | undefined {
  const others = model.documents.filter((document) => document.id !== id);
  return others.find((document) => document !== activeIn(model)) ?? others[0];
}

function stripedMask(): MaskDescription {
  const { width, height } = CANVAS;
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at % width) * 4);
  return { pixels, density: 60, linked: false };
}
