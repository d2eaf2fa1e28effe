import {
  boxBlur,
  createAlphaMatte,
  stretchMatte,
  type AlphaMatte,
  type Bounds,
  type Extent,
} from '../../raster';
import { smoothStep } from '../smooth-step';

/** What counts as nearby when two looks are compared, as a fraction of the look's longer side. */
const NEARBY = 0.03;
/** Up to this mean distance nearby two looks tell the same story; from `OTHER_STORY` on, another one. */
const SAME_STORY = 0.1;
const OTHER_STORY = 0.3;
/** Over this fraction of the part's longer side the look fades in from a cut border. */
const FADE = 0.05;
/** No side of a merged matte is longer: a small subject's look is then reduced, and memory stays bounded. */
const MOST_SIDE = 2048;

/** A matte of a part of the picture alone. */
export interface PartialMatte {
  readonly matte: AlphaMatte;
  /** In source pixels. */
  readonly part: Bounds;
}

/**
 * Lays a look at a part of the picture over the matte of the whole. Both guess the same edges, the look at a finer grain: with
 * a zoom of z it is weighed 1 − 1/(2z), so that at the same grain both count alike, and a much finer look nearly alone. That
 * holds where both tell the same story nearby; where the look has lost or found a part of the subject, the matte of the
 * whole stands, because it has seen the surroundings. At borders where the part cuts through the picture the look fades
 * in, so that no seam shows.
 * The merged matte has the look's grain, at most 2048 pixels a side, and alpha in [0, 1]; `extent` is the source's. Borrows
 * both; allocates the merged matte and three planes of the part. Cost: a stretch of both and one box blur.
 */
export function mergeLook(
  coarse: AlphaMatte,
  { matte: look, part }: PartialMatte,
  extent: Extent,
): AlphaMatte {
  const grain = grainOf(coarse, look, { part, extent });
  const alpha = stretchMatte(coarse, grain);
  const place = placeOf(part, extent, grain);
  const detail = stretchMatte(look, place);
  const share = sharesOf(alpha, detail, { grain, place });
  const zoom = Math.sqrt((extent.width * extent.height) / (part.width * part.height));
  const most = 1 - 1 / (2 * zoom);
  for (let y = 0; y < place.height; y += 1)
    for (let x = 0; x < place.width; x += 1) {
      const i = (place.top + y) * grain.width + place.left + x;
      const k = y * place.width + x;
      alpha[i] += most * share[k] * (detail[k] - alpha[i]);
    }
  return createAlphaMatte(grain, alpha);
}

interface Placing {
  readonly part: Bounds;
  readonly extent: Extent;
}

/** As fine as the look, never coarser than the matte of the whole. */
function grainOf(coarse: Extent, look: Extent, { part, extent }: Placing): Extent {
  const side = (whole: number, finest: number): number =>
    Math.max(whole, Math.min(MOST_SIDE, Math.round(finest)));
  return {
    width: side(coarse.width, (look.width * extent.width) / part.width),
    height: side(coarse.height, (look.height * extent.height) / part.height),
  };
}

/** The part in whole pixels of the merged matte. */
function placeOf(part: Bounds, extent: Extent, grain: Extent): Bounds {
  const across = grain.width / extent.width;
  const down = grain.height / extent.height;
  const left = Math.round(part.left * across);
  const top = Math.round(part.top * down);
  return {
    left,
    top,
    width: Math.max(1, Math.round((part.left + part.width) * across) - left),
    height: Math.max(1, Math.round((part.top + part.height) * down) - top),
  };
}

interface Places {
  readonly grain: Extent;
  readonly place: Bounds;
}

function sharesOf(alpha: Float32Array, detail: Float32Array, places: Places): Float32Array {
  const { grain, place } = places;
  const share = new Float32Array(detail.length);
  for (let y = 0; y < place.height; y += 1)
    for (let x = 0; x < place.width; x += 1) {
      const k = y * place.width + x;
      share[k] = Math.abs(detail[k] - alpha[(place.top + y) * grain.width + place.left + x]);
    }
  boxBlur(share, place, Math.round(NEARBY * Math.max(place.width, place.height)), share);
  const columns = fadesOf(place.left, place.width, grain.width);
  const rows = fadesOf(place.top, place.height, grain.height);
  for (let k = 0; k < share.length; k += 1) {
    const fade = Math.min(columns[k % place.width], rows[Math.floor(k / place.width)]);
    share[k] = fade * (1 - smoothStep(SAME_STORY, OTHER_STORY, share[k]));
  }
  return share;
}

/** Along one axis: 0 at a border that cuts through the picture, 1 inside, and at the picture's own border. */
function fadesOf(start: number, length: number, whole: number): Float32Array {
  const reach = Math.max(1, FADE * length);
  return Float32Array.from({ length }, (_, i) => {
    const before = start > 0 ? i + 0.5 : Infinity;
    const after = start + length < whole ? length - i - 0.5 : Infinity;
    return smoothStep(0, reach, Math.min(before, after));
  });
}
