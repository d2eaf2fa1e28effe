import type { Inspect, LayerView, MaskView, PixelsView } from '../../../simulator';

/** One layer of a document at one moment. Views of pixels are one and the same as long as the pixels are. */
export interface LayerContent {
  readonly id: number;
  /** Ids of the groups around it, from the outermost. */
  readonly path: readonly number[];
  /** What it is, without what it holds and whether it is selected. */
  readonly traits: ReturnType<typeof traitsOf>;
  readonly pixels: PixelsView | undefined;
  readonly mask: MaskView | undefined;
}

/** Everything of a document that a person could miss: a state of its history. */
export interface Content {
  readonly mode: string;
  readonly depth: number;
  readonly layers: readonly LayerContent[];
  readonly selection: PixelsView | undefined;
  readonly channels: readonly (readonly [name: string, channel: PixelsView | undefined])[];
  /** Equal for two documents if and only if everything above is, pixel for pixel. */
  readonly look: string;
}

/** @throws RangeError when it is not open. */
export function contentOf(inspect: Inspect, documentId: number): Content {
  const document = inspect.documents().find(({ id }) => id === documentId);
  if (!document) throw new RangeError(`There is no document ${documentId}`);
  const layers = document.layers.flatMap((layer) => layersWithin(inspect, documentId, layer, []));
  const { mode, depth } = document;
  const traits = layers.map((layer) => [layer.path, layer.traits]);
  return {
    ...{ mode, depth, layers },
    selection: inspect.selection(documentId),
    channels: inspect
      .channelNames(documentId)
      .map((name) => [name, inspect.channel(documentId, name)]),
    look: `${inspect.fingerprint(documentId)}\n${JSON.stringify(traits)}`,
  };
}

function layersWithin(
  inspect: Inspect,
  documentId: number,
  view: LayerView,
  path: readonly number[],
): LayerContent[] {
  const { id, layers } = view;
  return [
    {
      ...{ id, path, traits: traitsOf(view) },
      pixels: inspect.layerPixels(documentId, id),
      mask: inspect.layerMask(documentId, id),
    },
    ...layers.flatMap((each) => layersWithin(inspect, documentId, each, [...path, id])),
  ];
}

function traitsOf({
  name,
  kind,
  isBackground,
  visible,
  locked,
  locks,
  clipped,
  ...view
}: LayerView) {
  const { id, hasEffects } = view;
  return { id, name, kind, isBackground, visible, locked, locks, clipped, hasEffects };
}

/** Ids of the selected layers, in the order of the Layers panel. */
export function selectedIn(inspect: Inspect, documentId: number): readonly number[] {
  const document = inspect.documents().find(({ id }) => id === documentId);
  const all = (document?.layers ?? []).flatMap((layer) => withChildren(layer));
  return all.filter(({ selected }) => selected).map(({ id }) => id);
}

function withChildren(layer: LayerView): LayerView[] {
  return [layer, ...layer.layers.flatMap(withChildren)];
}
