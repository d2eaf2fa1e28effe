import {
  type DocumentState,
  type LayerState,
  NO_LOCKS,
  findLayer,
  flattenLayers,
  unusedLayerId,
  withLayer,
} from './document-state';

type Layers = readonly LayerState[];

/** What a layer that was just made is, and its id. */
export interface Arranged {
  readonly state: DocumentState;
  readonly layerId: number;
}

/** An empty layer above the layer `aboveId`, or at the top where that is not there. */
export function addLayer(state: DocumentState, name: string, aboveId?: number): Arranged {
  const layer = createLayer(unusedLayerId(state), name);
  const hasPlace = aboveId !== undefined && findLayer(state, aboveId) !== undefined;
  return {
    state: hasPlace
      ? putBeside(state, layer, { id: aboveId, isAbove: true })
      : { ...state, layers: [layer, ...state.layers] },
    layerId: layer.id,
  };
}

/** The layer at another place: right above another one, or right below it. */
export function moveLayer(
  state: DocumentState,
  layerId: number,
  place: { readonly id: number; readonly isAbove: boolean },
): DocumentState {
  const layer = findLayer(state, layerId);
  if (layer === undefined || layerId === place.id) return state;
  return putBeside(
    withLayer(state, layerId, () => undefined),
    layer,
    place,
  );
}

/** A new group of these layers, in their order, where the topmost of them was. */
export function groupLayers(
  state: DocumentState,
  name: string,
  layerIds: readonly number[],
): Arranged {
  const children = flattenLayers(state.layers).filter(({ id }) => layerIds.includes(id));
  const group = { ...createLayer(unusedLayerId(state), name), kind: 'group', children } as const;
  const [topmost, ...others] = children;
  const placed =
    topmost === undefined
      ? { ...state, layers: [group, ...state.layers] }
      : withLayer(state, topmost.id, () => group);
  const layers = others.reduce<Layers>(
    (left, { id }) => without(left, id, group.id),
    placed.layers,
  );
  return { state: { ...placed, layers }, layerId: group.id };
}

function createLayer(id: number, name: string): LayerState {
  return {
    ...{ id, name, kind: 'pixel', isBackground: false, visible: true, locks: NO_LOCKS },
    ...{ pixels: undefined, mask: undefined, children: undefined },
  };
}

function putBeside(
  state: DocumentState,
  layer: LayerState,
  { id, isAbove }: { readonly id: number; readonly isAbove: boolean },
): DocumentState {
  const inList = (layers: Layers): Layers =>
    layers.flatMap((each) => {
      if (each.id === id) return isAbove ? [layer, each] : [each, layer];
      return each.children === undefined ? each : { ...each, children: inList(each.children) };
    });
  return { ...state, layers: inList(state.layers) };
}

/** Without that layer, but for the one that lies in the group `keptIn`. */
function without(layers: Layers, id: number, keptIn: number): Layers {
  return layers.flatMap((layer) => {
    if (layer.id === id) return [];
    if (layer.children === undefined || layer.id === keptIn) return layer;
    return { ...layer, children: without(layer.children, id, keptIn) };
  });
}
