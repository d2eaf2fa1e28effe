import type { Document, Layer } from './vendor';

/** Ids of every layer, also inside groups. */
export function layerIdsOf(layers: readonly Layer[] | null | undefined): ReadonlySet<number> {
  return new Set(flatten(layers).map(({ id }) => id));
}

/**
 * The only layer that was not there `before`: Photoshop replaces a layer by another one in some commands, and what
 * those return or select is not documented.
 */
export function findNewLayer(document: Document, before: ReadonlySet<number>): Layer | undefined {
  const added = flatten(document.layers).filter(({ id }) => !before.has(id));
  return added.length === 1 ? added[0] : undefined;
}

function flatten(layers: readonly Layer[] | null | undefined): Layer[] {
  return [...(layers ?? [])].flatMap((layer) => [layer, ...flatten(layer.layers)]);
}
