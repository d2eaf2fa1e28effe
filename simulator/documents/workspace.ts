import { type DocumentState, type LayerState, findLayer } from './document-state';
import { type History, createHistory } from './history';

/** A document that is open: its history and which of its layers are selected. */
export interface OpenDocument {
  readonly id: number;
  readonly name: string;
  readonly history: History;
  /** Of layers that exist now. */
  readonly selectedLayerIds: () => readonly number[];
}

/** What happened in the workspace, in the words of Photoshop's notifications. */
export interface WorkspaceEvent {
  readonly name: 'open' | 'make' | 'close' | 'select' | 'set' | 'delete' | 'historyStateChanged';
  readonly documentId: number;
  readonly layerIds?: readonly number[];
}

/** The documents that are open, and which one is in front. */
export interface Workspace {
  readonly documents: () => readonly OpenDocument[];
  readonly active: () => OpenDocument | undefined;
  readonly find: (documentId: number) => OpenDocument | undefined;
  /** Opens a document in front of the others, with its topmost layer selected. */
  readonly open: (opening: Opening) => OpenDocument;
  readonly close: (documentId: number) => void;
  readonly activate: (documentId: number) => void;
  readonly selectLayers: (documentId: number, layerIds: readonly number[]) => void;
  /** Makes a history step, or adds to the one that is being gathered. */
  readonly change: (documentId: number, change: Change) => void;
}

export interface Opening {
  readonly name: string;
  readonly state: DocumentState;
  readonly historyName: string;
  readonly event: 'open' | 'make';
}

export interface Change {
  readonly historyName: string;
  readonly state: DocumentState;
  readonly event?: 'make' | 'set' | 'delete' | undefined;
  readonly layerIds?: readonly number[];
}

/** Document ids begin far from layer ids, which count from 1 in every document, so that a mix-up is noticed. */
const FIRST_DOCUMENT_ID = 219;

/** An empty workspace. `onEvent` hears every change after it happened. */
export function createWorkspace(onEvent: (event: WorkspaceEvent) => void): Workspace {
  let documents: readonly OpenDocument[] = [];
  let activeId: number | undefined;
  let nextId = FIRST_DOCUMENT_ID;
  const selections = new Map<number, readonly number[]>();

  const find = (documentId: number) => documents.find(({ id }) => id === documentId);
  const expect = (documentId: number) => {
    const found = find(documentId);
    if (found === undefined) throw new RangeError(`There is no document ${documentId}`);
    return found;
  };

  return {
    documents: () => documents,
    active: () => (activeId === undefined ? undefined : find(activeId)),
    find,
    open: ({ name, state, historyName, event }) => {
      const id = nextId;
      nextId += 7;
      const history = createHistory(historyName, state);
      const selectedLayerIds = () =>
        (selections.get(id) ?? []).filter((layerId) => findLayer(history.current(), layerId));
      const opened = { id, name, history, selectedLayerIds };
      selections.set(
        id,
        state.layers.slice(0, 1).map((layer) => layer.id),
      );
      documents = [...documents, opened];
      activeId = id;
      onEvent({ name: event, documentId: id });
      return opened;
    },
    close: (documentId) => {
      expect(documentId);
      documents = documents.filter(({ id }) => id !== documentId);
      selections.delete(documentId);
      if (activeId === documentId) activeId = documents.at(-1)?.id;
      onEvent({ name: 'close', documentId });
    },
    activate: (documentId) => {
      activeId = expect(documentId).id;
      onEvent({ name: 'select', documentId });
    },
    selectLayers: (documentId, layerIds) => {
      for (const layerId of layerIds) expectLayer(expect(documentId).history.current(), layerId);
      selections.set(documentId, layerIds);
      onEvent({ name: 'select', documentId, layerIds });
    },
    change: (documentId, { historyName, state, event, layerIds = [] }) => {
      const { history } = expect(documentId);
      history.change(historyName, state);
      if (event !== undefined) onEvent({ name: event, documentId, layerIds });
      if (!history.isSuspended()) onEvent({ name: 'historyStateChanged', documentId });
    },
  };
}

/** @throws RangeError when the document has no such layer. */
export function expectLayer(state: DocumentState, layerId: number): LayerState {
  const layer = findLayer(state, layerId);
  if (layer === undefined) throw new RangeError(`There is no layer ${layerId}`);
  return layer;
}
