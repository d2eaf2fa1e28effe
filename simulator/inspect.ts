import type {
  Depth,
  DocumentView,
  Inspect,
  LayerView,
  MaskView,
  PixelsView,
  RgbaPixels,
  Theme,
} from './api';
import { composite } from './documents/composite';
import {
  type DocumentState,
  type LayerState,
  PLAIN_MASK,
  boundsOfLayer,
  isLocked,
} from './documents/document-state';
import { fingerprint } from './documents/fingerprint';
import {
  type PixelPlane,
  convertChannels,
  convertDepth,
  convertMaskDepth,
} from './documents/pixel-plane';
import { convertSample } from './documents/samples';
import { type OpenDocument, type Workspace, expectLayer } from './documents/workspace';
import type { ImageDataLedger } from './photoshop/imaging/image-data';
import type { ModalScopes } from './photoshop/modal-scopes';
import type { Entrypoints } from './uxp/entrypoints';

/** What `inspect` looks at. */
export interface Inspected {
  readonly workspace: Workspace;
  readonly modal: Pick<ModalScopes, 'depth' | 'progress'>;
  readonly ledger: Pick<ImageDataLedger, 'live' | 'bytes'>;
  readonly entrypoints: Pick<Entrypoints, 'registered'>;
  readonly violations: () => readonly string[];
  readonly alerts: () => readonly string[];
  readonly openFiles: () => number;
  readonly theme: () => Theme;
}

/** Ids that do not exist are a RangeError. */
export function createInspect({
  workspace,
  modal,
  ledger,
  entrypoints,
  ...plain
}: Inspected): Inspect {
  return {
    ...inspectDocuments(workspace),
    ...plain,
    get activeDocumentId() {
      return workspace.active()?.id;
    },
    get registeredEntrypoints() {
      return entrypoints.registered();
    },
    liveImageData: ledger.live,
    imageDataBytes: ledger.bytes,
    openModalScopes: modal.depth,
    progress: modal.progress,
  };
}

function inspectDocuments(workspace: Workspace) {
  const expect = (documentId: number) => expectDocument(workspace, documentId);
  const stateOf = (documentId: number) => expect(documentId).history.current();
  return {
    documents: () => workspace.documents().map(viewOf),
    history: (documentId: number) => {
      const { history } = expect(documentId);
      return { names: history.entries().map(({ name }) => name), index: history.index() };
    },
    fingerprint: (documentId: number) => fingerprint(stateOf(documentId)),
    composite: (documentId: number, extent: Partial<Extent> = {}) =>
      compositeOf(stateOf(documentId), extent),
    layerPixels: (documentId: number, layerId: number) =>
      pixelsOf(expectLayer(stateOf(documentId), layerId)),
    selection: (documentId: number) => {
      const { selection } = stateOf(documentId);
      return selection && viewOfPlane(selection, (plane) => plane);
    },
    channelNames: (documentId: number) =>
      (stateOf(documentId).alphaChannels ?? []).map(({ name }) => name),
    channel: (documentId: number, wanted: string) => {
      const found = stateOf(documentId).alphaChannels?.find(({ name }) => name === wanted);
      return found && viewOfPlane(found.plane, (plane) => plane);
    },
    layerMask: (documentId: number, layerId: number) =>
      maskOf(expectLayer(stateOf(documentId), layerId), stateOf(documentId).depth),
  };
}

/** @throws RangeError when no such document is open. */
export function expectDocument(workspace: Workspace, documentId: number): OpenDocument {
  const found = workspace.find(documentId);
  if (found === undefined) throw new RangeError(`There is no document ${documentId}`);
  return found;
}

function viewOf({ id, name, history, selectedLayerIds }: OpenDocument): DocumentView {
  const { width, height, mode, depth, layers } = history.current();
  const selected = new Set(selectedLayerIds());
  return {
    id,
    name,
    width,
    height,
    mode,
    depth,
    layers: layers.map((layer) => layerViewOf(layer, selected)),
  };
}

function layerViewOf(layer: LayerState, selected: ReadonlySet<number>): LayerView {
  const { id, name, kind, isBackground, visible, locks, mask, children = [] } = layer;
  return {
    id,
    name,
    kind,
    isBackground,
    visible,
    bounds: boundsOfLayer(layer),
    locked: isLocked(layer),
    locks,
    clipped: layer.isClipped === true,
    hasEffects: layer.hasEffects === true,
    hasMask: mask !== undefined,
    selected: selected.has(id),
    layers: children.map((child) => layerViewOf(child, selected)),
  };
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** With one side given, the other follows in proportion. */
function compositeOf(state: DocumentState, { width, height }: Partial<Extent>): RgbaPixels {
  const scale = Math.min((width ?? Infinity) / state.width, (height ?? Infinity) / state.height);
  const side = (length: number) =>
    Number.isFinite(scale) ? Math.max(1, Math.round(length * scale)) : length;
  return composite(state, {
    width: width ?? side(state.width),
    height: height ?? side(state.height),
  });
}

function pixelsOf({ pixels }: LayerState): PixelsView | undefined {
  return pixels && viewOfPlane(pixels, (plane) => convertDepth(convertChannels(plane, 4), 8));
}

function maskOf({ mask }: LayerState, depth: Depth): MaskView | undefined {
  if (mask === undefined) return undefined;
  const { traits = PLAIN_MASK } = mask;
  const view = viewOfPlane(mask.plane, (plane) => convertMaskDepth(plane, 8));
  return { ...view, outside: convertSample(mask.outside, depth, 8, true), traits };
}

/** Planes are never written to, so one conversion of each is enough for every look at it. */
const views = new WeakMap<PixelPlane, PixelsView>();

function viewOfPlane(plane: PixelPlane, toBytes: (plane: PixelPlane) => PixelPlane): PixelsView {
  const known = views.get(plane);
  if (known !== undefined) return known;
  const { bounds, samples } = toBytes(plane);
  const pixels = samples instanceof Uint8Array ? samples : Uint8Array.from(samples);
  const view = { bounds, width: bounds.width, height: bounds.height, pixels };
  views.set(plane, view);
  return view;
}
