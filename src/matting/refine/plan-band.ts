import {
  areaOf,
  boxBlur,
  isSameExtent,
  clampUnit,
  stretchMatte,
  type AlphaMatte,
  type Extent,
} from '../../raster';
import { fitWithin } from './fit-within';
import { spreadReach } from './spread-reach';

/** How wide the unknown band is; all lengths in thousandths of the source's longer side. */
export interface BandOptions {
  /** Alpha between this and 1 − this is soft; raising it narrows the band. In (0, 0.5). */
  readonly softAbove: number;
  /** Added to the local transition width; raising it widens the band everywhere. */
  readonly extraRadius: number;
  readonly leastRadius: number;
  readonly mostRadius: number;
}

export const BAND_DEFAULTS: BandOptions = {
  softAbove: 0.05,
  extraRadius: 1,
  leastRadius: 2,
  mostRadius: 40,
};

/** The unknown band on a grid with the source's proportions and about the coarse matte's resolution. */
export interface BandPlan extends Extent {
  /** How deep a pixel lies in the band, in pixels of this grid: above 0 inside, at most 0 outside; H×W. */
  readonly depth: Float32Array;
  /** The local width of the transition from 0 to 1, in thousandths of the longer side; H×W. */
  readonly transition: Float32Array;
}

/** Over how far a transition is measured, in thousandths of the longer side: a lock of hair, not a whole head. */
const NEIGHBOURHOOD = 15;

/**
 * Where the coarse matte cannot be trusted: discs around its soft pixels, each as wide as the transition from background
 * to foreground is there. A hard edge gets a band of a few pixels, hair a wide one. The discs are never narrower than 1½
 * pixels of the network that made the matte, because it could not see finer.
 * The transition's width is the area of softness, ∫ 4α(1 − α), by the length of the contour, both over a neighbourhood;
 * for a straight ramp the factor 3/2 makes it the ramp's own width.
 * Borrows the matte, of any extent; `extent` is the source's. Cost: six passes over a grid no larger than the matte's
 * longer side squared.
 */
export function planBand(
  coarse: AlphaMatte,
  extent: Extent,
  options: BandOptions = BAND_DEFAULTS,
): BandPlan {
  const grid = fitWithin(extent, Math.max(coarse.width, coarse.height));
  const alpha = isSameExtent(coarse, grid) ? coarse.alpha : stretchMatte(coarse, grid);
  const perMille = Math.max(grid.width, grid.height) / 1000;
  const transition = measureTransition(alpha, grid, perMille);
  const modelPixel = Math.max(grid.width / coarse.width, grid.height / coarse.height);
  const reach = new Float32Array(areaOf(grid)).fill(-Infinity);
  for (let i = 0; i < reach.length; i += 1) {
    if (!(alpha[i] > options.softAbove && alpha[i] < 1 - options.softAbove)) continue;
    const wanted = transition[i] + options.extraRadius;
    const radius = Math.min(options.mostRadius, Math.max(options.leastRadius, wanted));
    reach[i] = Math.max(radius * perMille, 1.5 * modelPixel);
  }
  markJumps(alpha, grid, {
    reach,
    radius: Math.max(options.leastRadius * perMille, 1.5 * modelPixel),
  });
  return { ...grid, depth: spreadReach(reach, grid), transition };
}

function measureTransition(alpha: Float32Array, grid: Extent, perMille: number): Float32Array {
  const softness = alpha.map((value) => 4 * value * (1 - value));
  const contour = measureContour(alpha, grid);
  const radius = Math.round(NEIGHBOURHOOD * perMille);
  boxBlur(softness, grid, radius, softness);
  boxBlur(contour, grid, radius, contour);
  for (let i = 0; i < softness.length; i += 1)
    softness[i] = (1.5 * softness[i]) / (contour[i] + 1e-4) / perMille;
  return softness;
}

/** Length of the line α = ½ through each pixel: the slope of a matte with four times the contrast integrates to it. */
function measureContour(alpha: Float32Array, { width, height }: Extent): Float32Array {
  const contour = new Float32Array(alpha.length);
  const hard = alpha.map((value) => clampUnit(4 * value - 1.5));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      const dx = (hard[x + 1 < width ? i + 1 : i] - hard[x > 0 ? i - 1 : i]) / 2;
      const dy = (hard[y + 1 < height ? i + width : i] - hard[y > 0 ? i - width : i]) / 2;
      contour[i] = Math.hypot(dx, dy);
    }
  return contour;
}

/** A matte that jumps from 0 to 1 between two pixels has no soft pixel, and yet an edge. */
function markJumps(
  alpha: Float32Array,
  { width, height }: Extent,
  { reach, radius }: { reach: Float32Array; radius: number },
): void {
  const mark = (a: number, b: number): void => {
    reach[a] = Math.max(reach[a], radius);
    reach[b] = Math.max(reach[b], radius);
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (x + 1 < width && Math.abs(alpha[i + 1] - alpha[i]) > 0.5) mark(i, i + 1);
      if (y + 1 < height && Math.abs(alpha[i + width] - alpha[i]) > 0.5) mark(i, i + width);
    }
}
