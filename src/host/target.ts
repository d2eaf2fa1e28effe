import type { DocumentId, DocumentSummary, LayerId, Settings, Target } from '../bridge';
import { type Bounds, type Extent, intersectBounds, isSameExtent } from '../raster';
import { OffcutError } from '../support';
import { backgroundPolicyOf, requireAllowed } from './background';
import { pixelSourceOf, type PixelSource } from './color-modes';
import { pixelOriginOf, requireMaskable, type PixelOrigin } from './layer-kinds';
import { hasLayerMask } from './layer-mask-state';
import { maskChoicesOf } from './mask-choices';
import type { Document, Layer, Photoshop } from './vendor';

/** A layer that can be read and masked, found by its ids a moment ago. Never kept: references go stale. */
export interface UsableLayer {
  readonly document: Document;
  readonly layer: Layer;
  readonly documentExtent: Extent;
  /** In document space; may reach beyond the canvas. */
  readonly layerBounds: Bounds;
  readonly pixelOrigin: PixelOrigin;
  readonly pixelSource: PixelSource;
}

export function listDocuments({ app }: Photoshop): DocumentSummary[] {
  return [...app.documents].map(({ id, name }) => ({
    documentId: id as DocumentId,
    documentName: name,
  }));
}

/**
 * The one selected layer of a document, by default the active one.
 * @throws OffcutError that says why there is nothing to remove a background from.
 */
export async function describeTarget(
  photoshop: Photoshop,
  documentId: DocumentId | undefined,
  settings: Settings,
): Promise<Target> {
  const document =
    documentId === undefined ? activeDocument(photoshop) : findDocument(photoshop, documentId);
  const usable = checkLayer(document, selectedLayer(document));
  requireAllowed(usable, backgroundPolicyOf(settings));
  visibleBounds(usable);
  const { existingMask, useSelection } = maskChoicesOf(settings);
  // All of it before anything is waited for: a person may close the document meanwhile, and a later step says so.
  const described = {
    ...describe(usable),
    ...(useSelection && document.selection.bounds && { isInSelection: true as const }),
    ...(isReadFromCopy(usable) && { isReadFromCopy: true as const }),
  };
  const hasMask = await hasLayerMask(photoshop, document, usable.layer);
  return {
    ...described,
    hasLayerMask: hasMask,
    ...(hasMask && existingMask !== 'replace' && { existingMask }),
  };
}

function describe({ document, layer, documentExtent, layerBounds }: UsableLayer) {
  return {
    documentId: document.id as DocumentId,
    documentName: document.name,
    documentExtent,
    layerId: layer.id as LayerId,
    layerName: layer.name,
    layerBounds,
  };
}

function isReadFromCopy({ pixelOrigin, pixelSource }: UsableLayer): boolean {
  return pixelOrigin === 'raster-copy' || pixelSource === 'rgb-copy';
}

/**
 * The same layer again, at a later step.
 * @throws OffcutError `document-closed`, `layer-deleted`, or what has made the layer unusable since.
 */
export function findUsableLayer(
  photoshop: Photoshop,
  documentId: number,
  layerId: number,
): UsableLayer {
  const document = findDocument(photoshop, documentId);
  const layer = findLayer(document.layers, layerId);
  if (!layer)
    throw new OffcutError('layer-deleted', 'The layer is no longer in the document', {
      context: { layerId },
    });
  return checkLayer(document, layer);
}

/** @throws OffcutError `document-changed` when the layer lies elsewhere by now than where it was `expected`. */
export function requireBounds({ layerBounds }: UsableLayer, expected: Bounds): void {
  const { left, top } = layerBounds;
  if (left !== expected.left || top !== expected.top || !isSameExtent(layerBounds, expected))
    throw new OffcutError('document-changed', 'The layer lies elsewhere by now', {
      context: { ...layerBounds },
    });
}

/** The part of the layer that lies on the canvas. */
export function visibleBounds({ documentExtent, layerBounds }: UsableLayer): Bounds {
  const visible = intersectBounds(layerBounds, { left: 0, top: 0, ...documentExtent });
  if (!visible) throw new OffcutError('off-canvas-layer', 'The layer lies outside the canvas');
  return visible;
}

function activeDocument({ app }: Photoshop): Document {
  // Without a document this is null in the host, whatever the types say.
  const document = app.activeDocument as Document | null;
  if (!document || app.documents.length === 0)
    throw new OffcutError('no-document', 'No document is open');
  return document;
}

function findDocument({ app }: Photoshop, documentId: number): Document {
  const document = [...app.documents].find(({ id }) => id === documentId);
  if (document) return document;
  throw new OffcutError('document-closed', 'The document is no longer open', {
    context: { documentId },
  });
}

function selectedLayer({ activeLayers }: Document): Layer {
  const [layer, another] = activeLayers;
  if (!layer) throw new OffcutError('no-layer', 'No layer is selected');
  if (another)
    throw new OffcutError('several-layers', 'More than one layer is selected', {
      context: { count: activeLayers.length },
    });
  return layer;
}

/** Looks into groups too. */
export function findLayer(
  layers: readonly Layer[] | null | undefined,
  id: number,
): Layer | undefined {
  for (const layer of layers ?? []) {
    const found = layer.id === id ? layer : findLayer(layer.layers, id);
    if (found) return found;
  }
  return undefined;
}

function checkLayer(document: Document, layer: Layer): UsableLayer {
  const pixelSource = pixelSourceOf(document);
  const pixelOrigin = pixelOriginOf(layer);
  requireMaskable(layer);
  const layerBounds = toBounds(layer.boundsNoEffects);
  if (!layerBounds) throw new OffcutError('empty-layer', 'The layer has no pixels');
  return {
    document,
    layer,
    layerBounds,
    pixelOrigin,
    pixelSource,
    documentExtent: extentOf(document),
  };
}

function extentOf({ width, height }: Document): Extent {
  return { width: Math.round(width), height: Math.round(height) };
}

function toBounds({ left, top, right, bottom }: Layer['boundsNoEffects']): Bounds | undefined {
  const origin = { left: Math.round(left), top: Math.round(top) };
  const width = Math.round(right) - origin.left;
  const height = Math.round(bottom) - origin.top;
  return width > 0 && height > 0 ? { ...origin, width, height } : undefined;
}
