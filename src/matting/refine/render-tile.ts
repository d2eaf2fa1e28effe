import {
  clampUnit,
  resample,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../raster';
import type { BandPlan } from './plan-band';

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

/**
 * One tile of the full-size mask: the solved band inside, the stretched coarse matte outside, and over one pixel of the
 * plan's grid a straight passage from one to the other. With models, `image` is the source there, without alpha.
 * Borrows all; allocates a byte per pixel of the tile, and 24 for a while. Cost: four stretches of the tile.
 */
export function renderTile(sources: TileSources, part: Bounds, image?: RgbImage): Uint8Array {
  const { coarse, plan, extent, band } = sources;
  const mask = new Uint8Array(part.width * part.height);
  const solved = solvedAlpha(band, { extent, part }, image);
  const shares = new Float32Array(mask.length);
  resample({ ...plan, channels: 1, samples: plan.depth }, { extent, part }, (row, y) => {
    for (let x = 0; x < part.width; x += 1) shares[y * part.width + x] = clampUnit(row[x]);
  });
  resample({ ...coarse, channels: 1, samples: coarse.alpha }, { extent, part }, (row, y) => {
    for (let x = 0; x < part.width; x += 1) {
      const i = y * part.width + x;
      mask[i] = (row[x] + shares[i] * (solved[i] - row[x])) * 255 + 0.5;
    }
  });
  return mask;
}

function solvedAlpha(
  { width, height, alpha, models }: SolvedBand,
  target: { extent: Extent; part: Bounds },
  image?: RgbImage,
): Float32Array {
  const { part } = target;
  const stretched = new Float32Array(part.width * part.height);
  resample({ width, height, channels: 1, samples: alpha }, target, (row, y) => {
    stretched.set(row, y * part.width);
  });
  if (!models || !image) return stretched;
  const { pixels } = image;
  resample({ width, height, channels: 4, samples: models }, target, (row, y) => {
    for (let x = 0; x < part.width; x += 1) {
      const i = y * part.width + x;
      const k = x * 4;
      const modelled =
        (row[k] * pixels[i * 3] + row[k + 1] * pixels[i * 3 + 1] + row[k + 2] * pixels[i * 3 + 2]) /
          255 +
        row[k + 3];
      const least = stretched[i] - MOST_DETAIL;
      const most = stretched[i] + MOST_DETAIL;
      stretched[i] = clampUnit(modelled < least ? least : modelled > most ? most : modelled);
    }
  });
  return stretched;
}
