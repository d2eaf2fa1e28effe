import {
  clampUnit,
  resample,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../raster';
import type { BandPlan } from './plan-band';
import { planTiles } from './plan-tiles';

/** The solved band: planes of one extent. */
export interface SolvedBand extends Extent {
  /** H×W. */
  readonly alpha: Float32Array;
  /** α = a·I + b, H×W×4, where the source is larger than this extent. */
  readonly models?: Float32Array;
}

export interface TileSources {
  readonly coarse: AlphaMatte;
  readonly plan: BandPlan;
  /** The source's. */
  readonly extent: Extent;
  readonly band: SolvedBand;
}

/** A model of colour may add this much to the stretched solution and no more: what the solver saw was no finer. */
const MOST_DETAIL = 0.3;

/** In source pixels: what is solved is only looked up in squares of this side that hold a part of the band. */
const BLOCK_SIDE = 64;

/**
 * One tile of the full-size mask: the solved band inside, the stretched coarse matte outside, and over one pixel of the
 * plan's grid a straight passage from one to the other. With models, `image` is the source there, without alpha.
 * Borrows all; allocates a byte per pixel of the tile. Cost: one stretch of the tile, and seven of its blocks at the band.
 */
export function renderTile(sources: TileSources, tile: Bounds, image?: RgbImage): Uint8Array {
  const { coarse, plan, extent } = sources;
  const mask = new Uint8Array(tile.width * tile.height);
  resample({ ...coarse, channels: 1, samples: coarse.alpha }, { extent, part: tile }, (row, y) => {
    const start = y * tile.width;
    for (let x = 0; x < tile.width; x += 1) mask[start + x] = row[x] * 255 + 0.5;
  });
  for (const part of planTiles(plan, extent, { side: BLOCK_SIDE, margin: 0, within: tile }))
    renderBlock(sources, part, { tile, mask, image });
  return mask;
}

interface Canvas {
  readonly tile: Bounds;
  readonly mask: Uint8Array;
  /** The source in the tile. */
  readonly image: RgbImage | undefined;
}

function renderBlock({ coarse, plan, extent, band }: TileSources, part: Bounds, canvas: Canvas) {
  const { tile, mask } = canvas;
  const offset = offsetIn(tile, part);
  const solved = solvedAlpha(band, { extent, part }, canvas);
  const shares = new Float32Array(solved.length);
  resample({ ...plan, channels: 1, samples: plan.depth }, { extent, part }, (row, y) => {
    for (let x = 0; x < part.width; x += 1) shares[y * part.width + x] = clampUnit(row[x]);
  });
  resample({ ...coarse, channels: 1, samples: coarse.alpha }, { extent, part }, (row, y) => {
    for (let x = 0; x < part.width; x += 1) {
      const i = y * part.width + x;
      const mixed = row[x] + shares[i] * (solved[i] - row[x]);
      mask[offset + y * tile.width + x] = mixed * 255 + 0.5;
    }
  });
}

/** Of a part's first pixel in its tile. */
function offsetIn(tile: Bounds, part: Bounds): number {
  return (part.top - tile.top) * tile.width + part.left - tile.left;
}

function solvedAlpha(
  { width, height, alpha, models }: SolvedBand,
  target: { extent: Extent; part: Bounds },
  { tile, image }: Canvas,
): Float32Array {
  const { part } = target;
  const stretched = new Float32Array(part.width * part.height);
  resample({ width, height, channels: 1, samples: alpha }, target, (row, y) => {
    for (let x = 0; x < part.width; x += 1) stretched[y * part.width + x] = row[x];
  });
  if (!models || !image) return stretched;
  const { pixels } = image;
  const offset = offsetIn(tile, part);
  resample({ width, height, channels: 4, samples: models }, target, (row, y) => {
    for (let x = 0; x < part.width; x += 1) {
      const i = y * part.width + x;
      const p = (offset + y * tile.width + x) * 3;
      const k = x * 4;
      const modelled =
        (row[k] * pixels[p] + row[k + 1] * pixels[p + 1] + row[k + 2] * pixels[p + 2]) / 255 +
        row[k + 3];
      const least = stretched[i] - MOST_DETAIL;
      const most = stretched[i] + MOST_DETAIL;
      stretched[i] = clampUnit(modelled < least ? least : modelled > most ? most : modelled);
    }
  });
  return stretched;
}
