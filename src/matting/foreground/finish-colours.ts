import { areaOf, isSameExtent, resample, type Bounds, type Extent } from '../../raster';
import type { ForegroundModel } from './foreground-model';
import { relaxLayers } from './relax-layers';

/** One colour channel of a part of the source, in [0, 1], and alpha times 255 there; H×W each. */
export interface SourcePart {
  readonly part: Bounds;
  readonly colour: Float32Array;
  readonly mask: Uint8Array;
}

/**
 * One channel of the foreground in a part of the source, in [0, 1]: the working layers stretched to the source and, where
 * that enlarges them, the last level's iterations in the mixed pixels. Pixels further than those iterations from the
 * part's border do not depend on what lies outside. Borrows both; allocates at most 36 bytes per pixel of the part.
 */
export function finishColours(
  { extent, working, layers, options }: ForegroundModel,
  channel: number,
  { part, colour, mask }: SourcePart,
): Float32Array {
  const target = { extent, part };
  const foreground = stretchPart(layers[channel].foreground, working, target);
  if (isSameExtent(extent, working) || !mask.some(isMixed)) return foreground;
  const background = stretchPart(layers[channel].background, working, target);
  const alpha = Float32Array.from(mask, (value) => value / 255);
  for (let i = 0; i < alpha.length; i += 1) {
    if (mask[i] === 255) foreground[i] = colour[i];
    if (mask[i] === 0) background[i] = colour[i];
  }
  const evidence = {
    width: part.width,
    height: part.height,
    alpha,
    alphaSquared: alpha.map((a) => a * a),
    product: alpha.map((a, i) => a * colour[i]),
    colour,
  };
  const isFree = mask.map((value) => (isMixed(value) ? 1 : 0));
  return relaxLayers(evidence, { foreground, background }, { ...options, isFree }).foreground;
}

function isMixed(value: number): boolean {
  return value > 0 && value < 255;
}

function stretchPart(
  samples: Float32Array,
  { width, height }: Extent,
  target: { readonly extent: Extent; readonly part: Bounds },
): Float32Array {
  const plane = new Float32Array(areaOf(target.part));
  resample({ width, height, channels: 1, samples }, target, (row, y) => {
    plane.set(row, y * target.part.width);
  });
  return plane;
}
