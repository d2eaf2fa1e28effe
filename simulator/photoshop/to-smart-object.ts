import { findLayer, unusedLayerId, withLayer } from '../documents/document-state';
import type { OpenDocument } from '../documents/workspace';
import type { Host } from './host';

/**
 * `newPlacedLayer`, Convert to Smart Object: the one layer that is selected, in the document in front, becomes another layer
 * under another id. False for anything else.
 */
export function toSmartObject({ workspace }: Host, document: OpenDocument): boolean {
  const { id, history, selectedLayerIds } = document;
  const state = history.current();
  const [selected = 0, ...others] = selectedLayerIds();
  const layer = findLayer(state, selected);
  if (layer?.kind !== 'pixel' || layer.isBackground || others.length > 0) return false;
  const placed = { ...layer, id: unusedLayerId(state), kind: 'smartObject' } as const;
  const layerIds = [placed.id];
  workspace.change(id, {
    historyName: 'Convert to Smart Object',
    state: withLayer(state, layer.id, () => placed),
    event: 'set',
    layerIds,
  });
  workspace.selectLayers(id, layerIds);
  return true;
}
