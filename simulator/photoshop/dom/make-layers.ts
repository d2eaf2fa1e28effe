import { type Arranged, addLayer, groupLayers } from '../../documents/arrange-layers';
import { findLayer, findParent, type DocumentState } from '../../documents/document-state';
import { checkOptions } from '../check-options';
import { type Host, findDocument } from '../host';
import { createPhotoshopError } from '../host-error';
import { LayerReference } from './layer-reference';

/** `document.createPixelLayer`: above the layer that is selected, and selected in its stead. */
export async function createPixelLayer(
  host: Host,
  documentId: number,
  given: unknown = {},
): Promise<LayerReference> {
  const { name = 'Layer' } = checkOptions('createPixelLayer', given, ['name'], host.onViolation);
  await host.beforeCall('createPixelLayer');
  return arrange(host, documentId, 'New Layer', (state, selected) =>
    addLayer(state, String(name), selected),
  );
}

/** `document.createLayerGroup` with `fromLayers`, which lie side by side; the group is selected in their stead. */
export async function createLayerGroup(
  host: Host,
  documentId: number,
  given: unknown = {},
): Promise<LayerReference> {
  const options = checkOptions('createLayerGroup', given, ['name', 'fromLayers'], host.onViolation);
  await host.beforeCall('createLayerGroup');
  const { name = 'Group', fromLayers = [] } = options;
  const ids = [fromLayers].flat().map((layer) => {
    if (layer instanceof LayerReference) return layer.id;
    throw new TypeError('fromLayers expects layers');
  });
  return arrange(host, documentId, 'Group Layers', (state) => {
    checkCanBeGrouped(state, ids);
    return groupLayers(state, String(name), ids);
  });
}

function checkCanBeGrouped(state: DocumentState, ids: readonly number[]): void {
  const parents = new Set(ids.map((id) => findParent(state, id)?.id));
  if (parents.size > 1) throw createPhotoshopError('The layers lie in several groups.');
  if (ids.some((id) => findLayer(state, id)?.isBackground === true))
    throw createPhotoshopError('The Background cannot be grouped.');
}

/** Nobody says whether these commands reach a document behind others. */
function arrange(
  host: Host,
  documentId: number,
  historyName: string,
  change: (state: DocumentState, selected: number | undefined) => Arranged,
): LayerReference {
  host.modal.requireScope('make');
  if (host.workspace.active()?.id !== documentId)
    throw createPhotoshopError('The command is not currently available.');
  const { history, selectedLayerIds } = findDocument(host, documentId);
  const { state, layerId } = change(history.current(), selectedLayerIds()[0]);
  host.workspace.change(documentId, { historyName, state, event: 'make', layerIds: [layerId] });
  host.workspace.selectLayers(documentId, [layerId]);
  return new LayerReference(host, documentId, layerId);
}
