import type { Stroke } from '../api';
import { boundsOfExtent, intersectBounds, toBounds, uniteBounds } from './bounds';
import { type DocumentState, type LayerState, channelsOf } from './document-state';
import {
  type PixelPlane,
  convertChannels,
  convertDepth,
  pastePlane,
  trimPlane,
} from './pixel-plane';

/** A layer after a rectangle of it was filled with one colour; a Background is painted inside the canvas alone. */
export function paintLayer(layer: LayerState, state: DocumentState, stroke: Stroke): LayerState {
  const { isBackground } = layer;
  const wanted = toBounds(stroke.bounds);
  const bounds = isBackground ? intersectBounds(wanted, boundsOfExtent(state)) : wanted;
  const samples = new Uint8Array(bounds.width * bounds.height * 4);
  for (let at = 0; at < samples.length; at += 4) samples.set(stroke.rgba, at);
  const ink = convertDepth(
    convertChannels({ bounds, channels: 4, samples }, channelsOf(state, isBackground)),
    state.depth,
  );
  return { ...layer, pixels: layer.pixels === undefined ? ink : over(layer.pixels, ink) };
}

function over(pixels: PixelPlane, ink: PixelPlane): PixelPlane | undefined {
  return trimPlane(pastePlane(pixels, ink, uniteBounds(pixels.bounds, ink.bounds)));
}
