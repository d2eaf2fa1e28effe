import type { Depth, Locks, MaskTraits } from '../api';
import type { DocumentMode, LayerKind } from '../photoshop/constants';
import { type Bounds, EMPTY_BOUNDS, uniteBounds } from './bounds';
import type { Channels, PixelPlane } from './pixel-plane';

/** One document at one moment. Never changed: a change makes another state that shares what stayed. */
export interface DocumentState {
  readonly width: number;
  readonly height: number;
  readonly mode: DocumentMode;
  readonly depth: Depth;
  /** Of RGB documents; sRGB where it is not given. */
  readonly profile?: string | undefined;
  /** One 8-bit channel; outside its rectangle nothing is selected. */
  readonly selection?: PixelPlane | undefined;
  readonly alphaChannels?: readonly AlphaChannel[] | undefined;
  /** From top to bottom. */
  readonly layers: readonly LayerState[];
}

/** A saved selection: one 8-bit channel all over the canvas. */
export interface AlphaChannel {
  readonly name: string;
  readonly plane: PixelPlane;
}

export interface LayerState {
  readonly id: number;
  readonly name: string;
  readonly kind: LayerKind;
  readonly isBackground: boolean;
  readonly visible: boolean;
  readonly locks: Locks;
  readonly isClipped?: boolean | undefined;
  readonly hasEffects?: boolean | undefined;
  /** In the document's depth; without alpha for a Background; absent for an empty layer and for a group. */
  readonly pixels: PixelPlane | undefined;
  readonly mask: LayerMask | undefined;
  readonly hasVectorMask?: boolean | undefined;
  /** From top to bottom; undefined for anything but a group. */
  readonly children: readonly LayerState[] | undefined;
}

export type { Locks };

export const NO_LOCKS: Locks = { all: false, pixels: false, transparency: false, position: false };

/** A user mask: one channel in the document's depth, and its value everywhere else. */
export interface LayerMask {
  readonly plane: PixelPlane;
  readonly outside: number;
  /** Enabled, linked, of full density and without feather where they are not given. */
  readonly traits?: MaskTraits | undefined;
}

export const PLAIN_MASK: MaskTraits = { enabled: true, linked: true, density: 100, feather: 0 };

/** Every layer, groups before their children, from top to bottom. */
export function flattenLayers(layers: readonly LayerState[]): readonly LayerState[] {
  return layers.flatMap((layer) => [layer, ...flattenLayers(layer.children ?? [])]);
}

export function findLayer(state: DocumentState, layerId: number): LayerState | undefined {
  return flattenLayers(state.layers).find(({ id }) => id === layerId);
}

/** One that no layer of the document has. */
export function unusedLayerId({ layers }: DocumentState): number {
  return Math.max(0, ...flattenLayers(layers).map(({ id }) => id)) + 1;
}

/** The group that holds a layer; undefined for one at the top level. */
export function findParent(state: DocumentState, layerId: number): LayerState | undefined {
  return flattenLayers(state.layers).find(({ children }) =>
    children?.some(({ id }) => id === layerId),
  );
}

/** The state with one layer replaced by what `change` makes of it; undefined takes it away. */
export function withLayer(
  state: DocumentState,
  layerId: number,
  change: (layer: LayerState) => LayerState | undefined,
): DocumentState {
  const inList = (layers: readonly LayerState[]): readonly LayerState[] =>
    layers.flatMap((layer) => {
      if (layer.id === layerId) return change(layer) ?? [];
      return layer.children === undefined ? layer : { ...layer, children: inList(layer.children) };
    });
  return { ...state, layers: inList(state.layers) };
}

/** The pixels' rectangle, or the one around a group's children; 0 × 0 for an empty layer. */
export function boundsOfLayer({ pixels, children }: LayerState): Bounds {
  if (children !== undefined) return children.map(boundsOfLayer).reduce(uniteBounds, EMPTY_BOUNDS);
  return pixels?.bounds ?? EMPTY_BOUNDS;
}

export function isLocked({ locks }: LayerState): boolean {
  return locks.all || locks.pixels || locks.transparency || locks.position;
}

/** Channels of the layers of a document: gray only in Grayscale; other modes are kept as RGB for display. */
export function channelsOf({ mode }: Pick<DocumentState, 'mode'>, isBackground: boolean): Channels {
  const colours = mode === 'grayscaleMode' ? 1 : 3;
  return isBackground ? colours : ((colours + 1) as Channels);
}
