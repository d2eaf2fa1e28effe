import type { LayerId, Lock, ScratchLayer, ScratchView } from '../../bridge';
import { hasLayerMask } from '../layer-mask-state';
import type { Document, Layer, Photoshop } from '../vendor';

/** What a removal may change in a document, but for its pixels. Only looks; needs no modal scope. */
export async function describeScratch(
  photoshop: Photoshop,
  document: Document,
): Promise<ScratchView> {
  const states = [...document.historyStates];
  const { id: currentId } = document.activeHistoryState;
  const layers: ScratchLayer[] = [];
  for (const each of withParents(document.layers))
    layers.push(await describeLayer(photoshop, document, each));
  return {
    mode: document.mode,
    states: states.map(({ name }) => name),
    state: Math.max(
      0,
      states.findIndex(({ id }) => id === currentId),
    ),
    layers,
    channels: savedChannels(document).map(({ name }) => name),
    hasSelection: Boolean(document.selection.bounds),
  };
}

export function savedChannels({ channels }: Document): Document['channels'][number][] {
  return [...channels].filter(({ kind }) => (kind as string) !== 'component');
}

interface Nested {
  readonly layer: Layer;
  readonly parentId?: number;
}

/** A group before what it holds. */
function withParents(layers: readonly Layer[] | null | undefined, parentId?: number): Nested[] {
  return [...(layers ?? [])].flatMap((layer) => [
    { layer, ...(parentId !== undefined && { parentId }) },
    ...withParents(layer.layers, layer.id),
  ]);
}

async function describeLayer(
  photoshop: Photoshop,
  document: Document,
  { layer, parentId }: Nested,
): Promise<ScratchLayer> {
  return {
    layerId: layer.id as LayerId,
    ...(parentId !== undefined && { parentId: parentId as LayerId }),
    name: layer.name,
    kind: layer.kind,
    isBackground: layer.isBackgroundLayer,
    isVisible: layer.visible,
    isSelected: layer.selected,
    hasLayerMask: await hasLayerMask(photoshop, document, layer),
    locks: locksOf(layer),
  };
}

export const LOCKS = {
  all: 'allLocked',
  pixels: 'pixelsLocked',
  transparency: 'transparentPixelsLocked',
  position: 'positionLocked',
} as const satisfies Readonly<Record<Lock, keyof Layer>>;

function locksOf(layer: Layer): Lock[] {
  const locks: readonly Lock[] = ['all', 'pixels', 'transparency', 'position'];
  return locks.filter((lock) => layer[LOCKS[lock]]);
}
