import type { Extent } from '../../../src/raster';
import { dilate } from './dilate';

/** Parts of an image in which a matte is judged, each a mask of ones; all follow from the true matte alone. */
export interface Zones {
  /** Within 10 px of the true edge, which runs where the truth crosses 0.5. */
  readonly band: Uint8Array;
  /** Truth of 0.99 and above, eroded by 10 px. */
  readonly interior: Uint8Array;
  /** Truth of 0.01 and below, eroded by 10 px. */
  readonly exterior: Uint8Array;
  /** The band, and every pixel that is truly mixed (truth between 0.01 and 0.99): where a fringe can be seen. */
  readonly fringe: Uint8Array;
}

const REACH_PX = 10;
const OPAQUE = 0.99;
const CLEAR = 0.01;

/** Borrows the truth (in [0, 1]); allocates the zones. The image's border is no edge: nothing is eroded from there. */
export function zonesOf(truth: Float32Array, extent: Extent): Zones {
  const isNotOpaque = new Uint8Array(truth.length);
  const isNotClear = new Uint8Array(truth.length);
  for (let i = 0; i < truth.length; i += 1) {
    isNotOpaque[i] = truth[i] >= OPAQUE ? 0 : 1;
    isNotClear[i] = truth[i] <= CLEAR ? 0 : 1;
  }
  const band = dilate(edgeOf(truth, extent), extent, REACH_PX);
  return {
    band,
    interior: complement(dilate(isNotOpaque, extent, REACH_PX)),
    exterior: complement(dilate(isNotClear, extent, REACH_PX)),
    fringe: band.map((isNear, i) => isNear | (isNotOpaque[i] & isNotClear[i])),
  };
}

/** Pixels on either side of the true edge: those with a 4-neighbour on the other side of 0.5. */
function edgeOf(truth: Float32Array, { width, height }: Extent): Uint8Array {
  const edge = new Uint8Array(truth.length);
  const mark = (a: number, b: number): void => {
    if (truth[a] >= 0.5 === truth[b] >= 0.5) return;
    edge[a] = 1;
    edge[b] = 1;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const pixel = y * width + x;
      if (x + 1 < width) mark(pixel, pixel + 1);
      if (y + 1 < height) mark(pixel, pixel + width);
    }
  return edge;
}

function complement(mask: Uint8Array): Uint8Array {
  return mask.map((value) => 1 - value);
}
