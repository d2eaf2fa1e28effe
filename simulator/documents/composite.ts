import type { RgbaPixels } from '../api';
import { boundsOfExtent } from './bounds';
import type { DocumentState, LayerMask, LayerState } from './document-state';
import {
  type PixelPlane,
  convertChannels,
  convertDepth,
  convertMaskDepth,
  pastePlane,
} from './pixel-plane';
import { resample } from './resample';
import { WHITE, createSamples, depthOf } from './samples';

interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * The visible layers blended normally over nothing, through their own masks and those of their groups, at `extent`.
 * Scaled layers are kept for as long as they live, so that drawing again after a change costs little.
 */
export function composite(state: DocumentState, extent: Extent): RgbaPixels {
  const rgba = new Float32Array(extent.width * extent.height * 4);
  blendLayers(state.layers, { rgba, state, extent });
  return { ...extent, rgba: toStraightBytes(rgba) };
}

interface Canvas {
  /** Premultiplied, colours 0..255 and alpha 0..1. */
  readonly rgba: Float32Array;
  readonly state: DocumentState;
  readonly extent: Extent;
}

function blendLayers(layers: readonly LayerState[], canvas: Canvas): void {
  for (const layer of [...layers].reverse().filter(({ visible }) => visible)) {
    if (layer.children === undefined) blendLayer(layer, canvas);
    else blendGroup(layer, layer.children, canvas);
  }
}

function blendLayer({ pixels, mask }: LayerState, canvas: Canvas): void {
  if (pixels === undefined) return;
  const { samples } = scaledPixels(pixels, canvas);
  const reveal = mask === undefined ? undefined : scaledMask(mask, canvas);
  const { rgba } = canvas;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = ((samples[at + 3] ?? 0) / 255) * ((reveal?.[at / 4] ?? 255) / 255);
    if (alpha === 0) continue;
    for (let channel = at; channel < at + 3; channel += 1)
      rgba[channel] = (samples[channel] ?? 0) * alpha + (rgba[channel] ?? 0) * (1 - alpha);
    rgba[at + 3] = alpha + (rgba[at + 3] ?? 0) * (1 - alpha);
  }
}

/** A group without a mask passes through; one with a mask is blended on its own first. */
function blendGroup({ mask }: LayerState, children: readonly LayerState[], canvas: Canvas): void {
  if (mask === undefined) {
    blendLayers(children, canvas);
    return;
  }
  const own = { ...canvas, rgba: new Float32Array(canvas.rgba.length) };
  blendLayers(children, own);
  const reveal = scaledMask(mask, canvas);
  for (let at = 0; at < canvas.rgba.length; at += 4) {
    const shown = (reveal[at / 4] ?? 0) / 255;
    const behind = 1 - (own.rgba[at + 3] ?? 0) * shown;
    for (let channel = at; channel < at + 4; channel += 1)
      canvas.rgba[channel] =
        (own.rgba[channel] ?? 0) * shown + (canvas.rgba[channel] ?? 0) * behind;
  }
}

const scaled = new WeakMap<object, { readonly extent: Extent; readonly plane: PixelPlane }>();

function scaledPixels(pixels: PixelPlane, canvas: Canvas): PixelPlane {
  return remember(pixels, canvas.extent, () =>
    fit(convertDepth(convertChannels(pixels, 4), 8), canvas),
  );
}

function scaledMask(mask: LayerMask, canvas: Canvas): PixelPlane['samples'] {
  return remember(mask, canvas.extent, () => {
    const white = WHITE[depthOf(mask.plane.samples)];
    const plane = convertMaskDepth(mask.plane, 8);
    return fit(coverCanvas(plane, (mask.outside / white) * 255, canvas.state), canvas);
  }).samples;
}

function remember(owner: object, extent: Extent, scale: () => PixelPlane): PixelPlane {
  const known = scaled.get(owner);
  if (known?.extent.width === extent.width && known.extent.height === extent.height)
    return known.plane;
  const plane = scale();
  scaled.set(owner, { extent, plane });
  return plane;
}

function fit(plane: PixelPlane, { state, extent }: Canvas): PixelPlane {
  return resample(plane, boundsOfExtent(state), extent);
}

/** A mask over the whole canvas, with its value outside where it has no pixels. */
export function coverCanvas(mask: PixelPlane, outside: number, canvas: Extent): PixelPlane {
  const bounds = boundsOfExtent(canvas);
  const samples = createSamples(depthOf(mask.samples), canvas.width * canvas.height).fill(outside);
  return pastePlane({ ...mask, bounds, samples }, mask, bounds);
}

/** Writing to a byte cuts fractions off. */
const ROUND_UP = 0.5;

function toStraightBytes(premultiplied: Float32Array): Uint8Array {
  const bytes = new Uint8Array(premultiplied.length);
  for (let at = 0; at < bytes.length; at += 4) {
    const alpha = premultiplied[at + 3] ?? 0;
    if (alpha === 0) continue;
    for (let channel = at; channel < at + 3; channel += 1)
      bytes[channel] = (premultiplied[channel] ?? 0) / alpha + ROUND_UP;
    bytes[at + 3] = alpha * 255 + ROUND_UP;
  }
  return bytes;
}
