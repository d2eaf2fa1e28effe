import { type DocumentState, type LayerState, unusedLayerId } from './document-state';

/** The state with a copy of one layer right above it, masks, locks and children included. Shares all pixels. */
export function duplicateLayer(
  state: DocumentState,
  layerId: number,
): { readonly state: DocumentState; readonly copyId: number } {
  const copyId = unusedLayerId(state);
  let nextId = copyId;
  const copyOf = (layer: LayerState): LayerState => ({
    ...layer,
    id: nextId++,
    children: layer.children?.map(copyOf),
  });
  const inList = (layers: readonly LayerState[]): readonly LayerState[] =>
    layers.flatMap((layer) => {
      if (layer.id === layerId) return [{ ...copyOf(layer), name: `${layer.name} copy` }, layer];
      return layer.children === undefined ? layer : { ...layer, children: inList(layer.children) };
    });
  return { state: { ...state, layers: inList(state.layers) }, copyId };
}
