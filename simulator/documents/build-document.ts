import type { DocumentDescription, LayerDescription, MaskDescription } from '../api';
import { type Bounds, EMPTY_BOUNDS, boundsOfExtent, isEmptyBounds, toBounds } from './bounds';
import {
  type DocumentState,
  type LayerMask,
  type LayerState,
  NO_LOCKS,
  PLAIN_MASK,
  channelsOf,
} from './document-state';
import {
  type PixelPlane,
  convertChannels,
  convertDepth,
  convertMaskDepth,
  trimPlane,
} from './pixel-plane';
import { convertSample } from './samples';

/**
 * A document from its description. Layers are numbered from 1, from the bottom up, a group after its children, as
 * Photoshop numbers layers that were made one after the other.
 *
 * @throws RangeError when pixels do not fit their bounds, or a Background is not the lowest layer.
 */
export function buildDocument(description: DocumentDescription): DocumentState {
  const { width, height, mode = 'RGBColorMode', depth = 8, profile } = description;
  checkBackground(description.layers);
  const canvas: Canvas = { width, height, mode, depth, nextId: createCounter() };
  return { width, height, mode, depth, profile, layers: buildLayers(description.layers, canvas) };
}

/** The locks that Photoshop puts on every Background. */
export const BACKGROUND_LOCKS = { ...NO_LOCKS, transparency: true, position: true };

interface Canvas extends Pick<DocumentState, 'width' | 'height' | 'mode' | 'depth'> {
  readonly nextId: () => number;
}

function buildLayers(
  descriptions: readonly LayerDescription[],
  canvas: Canvas,
): readonly LayerState[] {
  return [...descriptions]
    .reverse()
    .map((description) => buildLayer(description, canvas))
    .reverse();
}

function buildLayer(description: LayerDescription, canvas: Canvas): LayerState {
  const { isBackground = false, visible = true, locked = false, children } = description;
  const kind = description.kind ?? (children === undefined ? 'pixel' : 'group');
  const layers = kind === 'group' ? buildLayers(children ?? [], canvas) : undefined;
  return {
    id: canvas.nextId(),
    name: description.name,
    kind,
    isBackground,
    visible,
    locks: { ...(isBackground ? BACKGROUND_LOCKS : NO_LOCKS), all: locked, ...description.locks },
    isClipped: description.clipped,
    hasEffects: description.effects,
    pixels: kind === 'group' ? undefined : buildPixels(description, canvas),
    mask: description.mask && buildMask(description.mask, canvas),
    hasVectorMask: description.hasVectorMask,
    children: layers,
  };
}

/** A mask in the depth of its document. */
export function buildMask(
  { pixels, bounds, outside, ...traits }: MaskDescription,
  canvas: Pick<DocumentState, 'width' | 'height' | 'depth'>,
): LayerMask {
  const plane = {
    bounds: bounds === undefined ? boundsOfExtent(canvas) : toBounds(bounds),
    channels: 1,
    samples: pixels,
  } as const;
  return {
    plane: convertMaskDepth(plane, canvas.depth),
    outside: convertSample(outside ?? 255, 8, canvas.depth, true),
    traits: { ...PLAIN_MASK, ...traits },
  };
}

function buildPixels(description: LayerDescription, canvas: Canvas): PixelPlane | undefined {
  const bounds = boundsOf(description, canvas);
  if (isEmptyBounds(bounds)) return undefined;
  const rgba = description.pixels ?? new Uint8Array(bounds.width * bounds.height * 4).fill(GREY);
  if (description.pixels === undefined) fillAlpha(rgba);
  if (rgba.length !== bounds.width * bounds.height * 4)
    throw new RangeError(
      `Expected ${bounds.width}×${bounds.height}×4 bytes for ${description.name} but received ${rgba.length}`,
    );
  return toLayerPixels({ bounds, channels: 4, samples: rgba }, canvas, description.isBackground);
}

/** Pixels in the form in which a document keeps its layers: own depth and channels, no transparent margins. */
export function toLayerPixels(
  pixels: PixelPlane,
  document: Pick<DocumentState, 'mode' | 'depth'>,
  isBackground = false,
): PixelPlane | undefined {
  const fitted = convertDepth(
    convertChannels(pixels, channelsOf(document, isBackground)),
    document.depth,
  );
  return isBackground ? fitted : trimPlane(fitted);
}

const GREY = 128;

function fillAlpha(rgba: Uint8Array): void {
  for (let alpha = 3; alpha < rgba.length; alpha += 4) rgba[alpha] = 255;
}

function boundsOf({ bounds, isBackground, pixels }: LayerDescription, canvas: Canvas): Bounds {
  if (bounds !== undefined) return toBounds(bounds);
  return isBackground === true || pixels !== undefined ? boundsOfExtent(canvas) : EMPTY_BOUNDS;
}

function checkBackground(layers: readonly LayerDescription[]): void {
  const isMisplaced = layers.slice(0, -1).some(({ isBackground }) => isBackground === true);
  if (isMisplaced) throw new RangeError('A Background is the lowest layer of its document');
}

function createCounter(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}
