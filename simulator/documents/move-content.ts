import { createBounds } from './bounds';
import { type LayerState, PLAIN_MASK } from './document-state';
import type { PixelPlane } from './pixel-plane';

/** By whole pixels, in document space. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

/** A layer that is no group, with its pixels elsewhere, and its mask with them where the two are linked. Shares all samples. */
export function movedLayer(layer: LayerState, by: Offset): LayerState {
  const { pixels, mask } = layer;
  const { linked } = mask?.traits ?? PLAIN_MASK;
  return {
    ...layer,
    pixels: pixels && movedPlane(pixels, by),
    mask: mask && linked ? { ...mask, plane: movedPlane(mask.plane, by) } : mask,
  };
}

function movedPlane(plane: PixelPlane, { x, y }: Offset): PixelPlane {
  const { left, top, right, bottom } = plane.bounds;
  return { ...plane, bounds: createBounds(left + x, top + y, right + x, bottom + y) };
}
