import { areaOf, type Extent, type RgbImage } from '../../raster';
import { learnColours, tilesAlong, type ColourModel } from './colour-model';
import { opponentBins } from './opponent-bins';

/** What colour models are learnt from. */
export interface ColourSamples {
  /** 1 where a pixel is surely background, H×W. */
  readonly background: Uint8Array;
  /** 1 where a pixel is surely subject, H×W. */
  readonly subject: Uint8Array;
}

/** One pixel says at most this much, in natural logarithms: a rare colour is no proof. */
const MOST = 3;

/**
 * How much more a pixel's colour is background than subject: log p(colour | background nearby) − log p(colour | subject
 * nearby), H×W, natural logarithm, in [−3, 3]; both from learnColours, interpolated between tiles. The subject's model
 * holds whatever the matte took in by mistake, so that the ratio is at most one over the part that is a mistake: evidence
 * errs towards the subject.
 * `undefined` where one of the two has no sample: then colour says nothing. Borrows all; allocates a plane, two bytes a
 * pixel, and some 6 MB of histograms. Cost: four passes.
 */
export function backgroundEvidence(
  picture: RgbImage,
  samples: ColourSamples,
): Float32Array | undefined {
  const bins = opponentBins(picture);
  const background = learnColours(bins, picture, samples.background);
  const subject = learnColours(bins, picture, samples.subject);
  if (!background || !subject) return undefined;
  const ratios = background.map((model, tile) =>
    model.map((value, bin) => value - subject[tile][bin]),
  );
  return interpolate(ratios, bins, picture);
}

/** Bilinear between the middles of the tiles, so that no seam shows where one model ends. */
function interpolate(ratios: ColourModel, bins: Uint16Array, extent: Extent): Float32Array {
  const { width, height } = extent;
  const tiles = tilesAlong(extent);
  const columns = placesAlong(width, tiles);
  const rows = placesAlong(height, tiles);
  const evidence = new Float32Array(areaOf(extent));
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      const column = columns[x];
      const above = mix(ratios, bins[i], column, rows[y].from * tiles);
      const below = mix(ratios, bins[i], column, rows[y].to * tiles);
      const mixed = above + (below - above) * rows[y].part;
      evidence[i] = Math.min(MOST, Math.max(-MOST, mixed));
    }
  return evidence;
}

/** Where a pixel lies between the middles of two tiles along one side. */
interface Place {
  readonly from: number;
  readonly to: number;
  /** Of the way, in [0, 1]. */
  readonly part: number;
}

function placesAlong(length: number, tiles: number): Place[] {
  return Array.from({ length }, (_, at) => {
    const place = Math.min(tiles - 1, Math.max(0, ((at + 0.5) / length) * tiles - 0.5));
    const from = Math.trunc(place);
    return { from, to: Math.min(tiles - 1, from + 1), part: place - from };
  });
}

/** Along one row of tiles. */
function mix(ratios: ColourModel, bin: number, { from, to, part }: Place, row: number): number {
  const left = ratios[row + from][bin];
  return left + (ratios[row + to][bin] - left) * part;
}
