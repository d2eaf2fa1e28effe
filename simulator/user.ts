import type { DecodeImage, SelectionDescription, UserVerbs } from './api';
import { toBounds } from './documents/bounds';
import { buildDocument, buildMask } from './documents/build-document';
import { type DocumentState, type LayerState, withLayer } from './documents/document-state';
import { toOrdinaryLayer } from './documents/convert-background';
import { movedLayer } from './documents/move-content';
import { openPicture } from './documents/open-picture';
import { paintLayer } from './documents/paint-layer';
import { type PixelPlane } from './documents/pixel-plane';
import { readPsdFile } from './documents/read-psd';
import { expectLayer } from './documents/workspace';
import { writePsdFile } from './documents/write-psd';
import { expectDocument } from './inspect';
import { wait } from './photoshop/fault-switches';
import type { Host } from './photoshop/host';

/** How long Photoshop stays modal after it has reported that a document was opened. */
const OPENING_MS = 20;

type DocumentVerbs = Omit<UserVerbs, 'setTheme'>;

/** What a person does to documents, and to the plugin's modal scopes. */
export function createUserVerbs(host: Host, decodeImage: DecodeImage | undefined): DocumentVerbs {
  const { workspace, modal } = host;
  const expect = (documentId: number) => expectDocument(workspace, documentId);
  const openFile = async (name: string, read: () => DocumentState | Promise<DocumentState>) => {
    const state = await read();
    const release = modal.hold();
    const { id } = workspace.open({ name, state, historyName: 'Open', event: 'open' });
    await wait(OPENING_MS);
    release();
    return id;
  };

  return {
    openImage: (fileName, bytes) => openFile(fileName, () => openPicture(bytes, decodeImage)),
    openPsd: (fileName, bytes) => openFile(fileName, () => readPsdFile(bytes)),
    newDocument: (description) =>
      workspace.open({
        name: description.name,
        state: buildDocument(description),
        historyName: 'New',
        event: 'make',
      }).id,
    activate: workspace.activate,
    selectLayers: workspace.selectLayers,
    closeDocument: workspace.close,
    savePsd: (documentId) =>
      Promise.resolve().then(() => writePsdFile(expect(documentId).history.current())),
    ...createEdits(host),
    pressEscape: modal.cancel,
    startOtherPluginModal: modal.startOther,
    endOtherPluginModal: modal.endOther,
  };
}

type LayerVerbs = 'deleteLayer' | 'paint' | 'rename' | 'move' | 'setMask' | 'setLocked';

type Edits = Pick<
  UserVerbs,
  LayerVerbs | 'convertBackground' | 'setVisible' | 'select' | 'undo' | 'redo' | 'goToHistory'
>;

function createEdits(host: Host): Edits {
  const { workspace, notifications, onChanged } = host;
  const historyOf = (documentId: number) => expectDocument(workspace, documentId).history;
  const edit = createEdit(workspace);
  const goTo = (documentId: number, target: (index: number) => number) => {
    const history = historyOf(documentId);
    history.goTo(target(history.index()));
    notifications.notify('historyStateChanged', { documentID: documentId });
    onChanged();
  };

  return {
    ...createLayerEdits(edit),
    convertBackground: (documentId) => {
      edit(documentId, backgroundOf(historyOf(documentId).current()).id, {
        historyName: 'Make Layer',
        event: 'set',
        change: toOrdinaryLayer,
      });
      // Whoever double-clicks the Background has it selected, whatever its id is now.
      const converted = historyOf(documentId).current().layers.at(-1);
      if (converted !== undefined) workspace.selectLayers(documentId, [converted.id]);
    },
    setVisible: (documentId, layerId, visible) => {
      const history = historyOf(documentId);
      expectLayer(history.current(), layerId);
      history.adjust((state) => withLayer(state, layerId, (layer) => ({ ...layer, visible })));
      notifications.notify(visible ? 'show' : 'hide', { documentID: documentId, layerID: layerId });
      onChanged();
    },
    select: (documentId, selected) =>
      workspace.change(documentId, {
        historyName: selected === undefined ? 'Deselect' : 'Rectangular Marquee',
        event: 'set',
        state: { ...historyOf(documentId).current(), selection: selected && toPlane(selected) },
      }),
    undo: (documentId) => goTo(documentId, (index) => index - 1),
    redo: (documentId) => goTo(documentId, (index) => index + 1),
    goToHistory: (documentId, index) => goTo(documentId, () => index),
  };
}

type MakeEdit = (documentId: number, layerId: number, edit: Edit) => void;

function createEdit(workspace: Host['workspace']): MakeEdit {
  return (documentId, layerId, { change, ...step }) => {
    const before = expectDocument(workspace, documentId).history.current();
    expectLayer(before, layerId);
    const state = withLayer(before, layerId, (layer) => change(layer, before));
    workspace.change(documentId, { ...step, state, layerIds: [layerId] });
  };
}

function createLayerEdits(edit: MakeEdit): Pick<UserVerbs, LayerVerbs> {
  return {
    deleteLayer: (documentId, layerId) =>
      edit(documentId, layerId, {
        historyName: 'Delete Layer',
        event: 'delete',
        change: () => undefined,
      }),
    paint: (documentId, layerId, stroke) =>
      edit(documentId, layerId, {
        historyName: 'Brush Tool',
        change: (layer, state) => paintLayer(layer, state, stroke),
      }),
    rename: (documentId, layerId, name) =>
      edit(documentId, layerId, {
        historyName: 'Name Change',
        event: 'set',
        change: (layer) => ({ ...layer, name }),
      }),
    move: (documentId, layerId, by) =>
      edit(documentId, layerId, {
        historyName: 'Move',
        change: (layer) => movedLayer(ordinary(layer), by),
      }),
    setMask: (documentId, layerId, mask) =>
      edit(documentId, layerId, {
        historyName: mask === undefined ? 'Delete Layer Mask' : 'Add Layer Mask',
        event: 'set',
        change: (layer, state) => ({
          ...ordinary(layer),
          mask: mask && buildMask(mask, state),
        }),
      }),
    setLocked: (documentId, layerId, all) =>
      edit(documentId, layerId, {
        historyName: all ? 'Lock Layer' : 'Unlock Layer',
        event: 'set',
        change: (layer) => ({ ...layer, locks: { ...layer.locks, all } }),
      }),
  };
}

function backgroundOf({ layers }: DocumentState): LayerState {
  const background = layers.find(({ isBackground }) => isBackground);
  if (background === undefined) throw new RangeError('The document has no Background');
  return background;
}

function ordinary(layer: LayerState): LayerState {
  if (layer.isBackground) throw new RangeError('A Background can be neither moved nor masked');
  return layer;
}

interface Edit {
  readonly historyName: string;
  readonly event?: 'set' | 'delete';
  readonly change: (layer: LayerState, state: DocumentState) => LayerState | undefined;
}

function toPlane({ bounds: given, pixels }: SelectionDescription): PixelPlane {
  const bounds = toBounds(given);
  const samples = pixels ?? new Uint8Array(bounds.width * bounds.height).fill(255);
  return { bounds, channels: 1, samples };
}
