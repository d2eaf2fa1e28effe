import { WHITE, createSamples } from '../documents/samples';
import { boundsOfExtent } from '../documents/bounds';
import {
  type DocumentState,
  type LayerState,
  PLAIN_MASK,
  boundsOfLayer,
  findLayer,
  flattenLayers,
  isLocked,
  withLayer,
} from '../documents/document-state';
import { toOrdinaryLayer } from '../documents/convert-background';
import type { OpenDocument } from '../documents/workspace';
import { isRecord, pathsOfUndefined } from './check-options';
import type { Host } from './host';
import { createCancelledError } from './host-error';
import { toSmartObject } from './to-smart-object';

type Descriptor = Readonly<Record<string, unknown>>;

/** Photoshop's numbers for what a command answers instead of a descriptor. */
const NOT_AVAILABLE = -25920;
const NO_DOCUMENT = -25922;
const CANCELLED = -128;

/**
 * `require('photoshop').action`. Of commands it knows `get` and `select` of documents and layers, `set` of the
 * Background, and `make` and `delete` of a user mask. A command that fails answers with an error descriptor; the promise resolves all the same.
 */
export function createAction(host: Host) {
  return {
    batchPlay: async (commands: unknown): Promise<readonly Descriptor[]> => {
      checkCommands(commands, host.onViolation);
      try {
        await host.beforeCall('batchPlay');
      } catch (error) {
        if (isCancelled(error)) return [errorOf(CANCELLED, createCancelledError().message)];
        throw error;
      }
      const answers: Descriptor[] = [];
      for (const command of commands) {
        const answer = play(host, command);
        answers.push(answer);
        if (answer['_obj'] === 'error') break;
      }
      return answers;
    },
    addNotificationListener: host.notifications.add,
    removeNotificationListener: host.notifications.remove,
  };
}

function checkCommands(
  commands: unknown,
  onViolation: (violation: string) => void,
): asserts commands is readonly Descriptor[] {
  if (!Array.isArray(commands))
    throw new TypeError(
      `Argument 1 has an invalid type. Expected type: array actual type: ${typeof commands}`,
    );
  const [path] = pathsOfUndefined(commands);
  if (path === undefined) return;
  onViolation(`batchPlay: ${path} is undefined`);
  throw new TypeError(`batchPlay: ${path} is undefined`);
}

function isCancelled(error: unknown): boolean {
  return isRecord(error) && error['number'] === CANCELLED;
}

function errorOf(result: number, message: string): Descriptor {
  return { _obj: 'error', result, message };
}

function play(host: Host, command: Descriptor): Descriptor {
  const name = String(command['_obj']);
  if (name !== 'get') host.modal.requireScope(name);
  const references = Array.isArray(command['_target'])
    ? (command['_target'] as readonly unknown[]).filter(isRecord)
    : [];
  const place = locate(host, references);
  if (place === undefined) return errorOf(NO_DOCUMENT, 'The document does not exist');
  const refersTo = (kind: string) => references.some(({ _ref }) => _ref === kind);
  switch (name) {
    case 'get':
      return get(place, references);
    case 'select':
      return select(host, place, command);
    case 'set':
      return references.some(({ _property }) => _property === 'background')
        ? convertBackground(host, place)
        : notAvailable(name);
    case 'make':
      return command['at'] === undefined ? notAvailable(name) : makeMask(host, place, command);
    case 'delete':
      return refersTo('channel') ? deleteMask(host, place) : notAvailable(name);
    default:
      return convertLayer(host, place, name);
  }
}

function convertLayer(host: Host, { document }: Place, name: string): Descriptor {
  const isDone = name === 'newPlacedLayer' && toSmartObject(host, document);
  return isDone ? { _obj: name } : notAvailable(name);
}

function notAvailable(name: string): Descriptor {
  return errorOf(NOT_AVAILABLE, `The command “${name}” is not currently available.`);
}

/** What a target refers to; the active document and its first selected layer where it does not say. */
interface Place {
  readonly document: OpenDocument;
  readonly state: DocumentState;
  readonly layer: LayerState | undefined;
  readonly isLayer: boolean;
}

function locate({ workspace }: Host, references: readonly Descriptor[]): Place | undefined {
  const byKind = (kind: string) => references.find(({ _ref }) => _ref === kind);
  const documentId = byKind('document')?.['_id'];
  const document =
    documentId === undefined ? workspace.active() : workspace.find(Number(documentId));
  if (document === undefined) return undefined;
  const state = document.history.current();
  const wanted = byKind('layer')?.['_id'] ?? document.selectedLayerIds()[0];
  return {
    document,
    state,
    layer: typeof wanted === 'number' ? findLayer(state, wanted) : undefined,
    isLayer: byKind('layer') !== undefined,
  };
}

function get(place: Place, references: readonly Descriptor[]): Descriptor {
  if (place.isLayer && place.layer === undefined) return notAvailable('get');
  const known =
    place.isLayer && place.layer !== undefined
      ? describeLayer(place.layer)
      : describeDocument(place);
  const property = references.find((reference) => '_property' in reference)?.['_property'];
  if (property === undefined) return known;
  return typeof property === 'string' && property in known
    ? { [property]: known[property] }
    : notAvailable('get');
}

function describeLayer(layer: LayerState): Descriptor {
  const { left, top, right, bottom, width, height } = boundsOfLayer(layer);
  const pixels = (_value: number) => ({ _unit: 'pixelsUnit', _value });
  return {
    layerID: layer.id,
    name: layer.name,
    visible: layer.visible,
    background: layer.isBackground,
    hasUserMask: layer.mask !== undefined,
    hasVectorMask: layer.hasVectorMask === true,
    ...describeMask(layer),
    layerLocking: {
      _obj: 'layerLocking',
      protectAll: layer.locks.all,
      protectComposite: layer.locks.pixels,
      protectTransparency: layer.locks.transparency,
      protectPosition: layer.locks.position,
      protectNone: !isLocked(layer),
    },
    bounds: {
      _obj: 'rectangle',
      left: pixels(left),
      top: pixels(top),
      right: pixels(right),
      bottom: pixels(bottom),
      width: pixels(width),
      height: pixels(height),
    },
  };
}

/** There only where there is a mask. */
function describeMask({ mask }: LayerState): Descriptor {
  if (mask === undefined) return {};
  const { enabled, linked, density, feather } = mask.traits ?? PLAIN_MASK;
  return {
    userMaskEnabled: enabled,
    userMaskLinked: linked,
    userMaskDensity: { _unit: 'percentUnit', _value: density },
    userMaskFeather: { _unit: 'pixelsUnit', _value: feather },
  };
}

function describeDocument({ document, state }: Place): Descriptor {
  return {
    documentID: document.id,
    title: document.name,
    depth: state.depth,
    hasBackgroundLayer: state.layers.some(({ isBackground }) => isBackground),
    numberOfLayers: flattenLayers(state.layers).length,
    targetLayersIDs: document.selectedLayerIds().map((_id) => ({ _ref: 'layer', _id })),
  };
}

function select(host: Host, place: Place, command: Descriptor): Descriptor {
  const { document, layer, isLayer } = place;
  if (isLayer && layer === undefined) return notAvailable('select');
  if (!isLayer) {
    host.workspace.activate(document.id);
  } else if (layer !== undefined) {
    const isAdded = isRecord(command['selectionModifier']);
    const before = isAdded ? document.selectedLayerIds() : [];
    host.workspace.selectLayers(document.id, [...new Set([...before, layer.id])]);
  }
  return {};
}

/** Layer > New > Layer from Background, in the document that was meant; the new layer is selected. */
function convertBackground({ workspace }: Host, { document, state }: Place): Descriptor {
  const background = state.layers.find(({ isBackground }) => isBackground);
  if (background === undefined) return notAvailable('set');
  const layer = toOrdinaryLayer(background, state);
  const changed = withLayer(state, background.id, () => layer);
  const layerIds = [layer.id];
  workspace.change(document.id, {
    historyName: 'Layer From Background',
    state: changed,
    event: 'set',
    layerIds,
  });
  workspace.selectLayers(document.id, layerIds);
  return { _obj: 'set' };
}

/** `make` of a channel at the mask: `using` says whether it reveals or hides everything. */
function makeMask(host: Host, { document, state, layer }: Place, command: Descriptor): Descriptor {
  if (layer === undefined || layer.isBackground || layer.mask !== undefined || layer.locks.all)
    return notAvailable('make');
  const using = isRecord(command['using']) ? command['using']['_value'] : undefined;
  const outside = using === 'hideAll' ? 0 : WHITE[state.depth];
  const bounds = boundsOfExtent(state);
  const samples = createSamples(state.depth, bounds.width * bounds.height).fill(outside);
  const mask = { plane: { bounds, channels: 1, samples }, outside } as const;
  return changeMask(host, document, { ...layer, mask }, 'Add Layer Mask');
}

function deleteMask(host: Host, { document, layer }: Place): Descriptor {
  if (layer?.mask === undefined) return notAvailable('delete');
  return changeMask(host, document, { ...layer, mask: undefined }, 'Delete Layer Mask');
}

function changeMask(
  { workspace }: Host,
  { id, history }: OpenDocument,
  layer: LayerState,
  historyName: string,
): Descriptor {
  const state = withLayer(history.current(), layer.id, () => layer);
  const event = layer.mask === undefined ? 'delete' : 'make';
  workspace.change(id, { historyName, state, event, layerIds: [layer.id] });
  return {};
}
