import { areaOf, boxBlur, createAlphaMatte, type AlphaMatte } from '../../raster';
import { labelComponents } from '../label-components';
import { localRange } from './local-range';

/** Alpha between these is neither subject nor background. */
const UNDECIDED_FROM = 0.15;
const UNDECIDED_TO = 0.85;
/** Passes of one network that are further apart contradict each other. */
const CONTRADICTION = 0.5;
/** A region of this mean alpha is more likely subject than not. */
const SUBJECT_FROM = 0.5;
/** Smaller than this part of the picture, a region is a lock of hair or a gap: a square of ten pixels in 1024². */
const LEAST_AREA = 1e-4;
/** A local range of alpha from which there is an edge, and not a region. */
const EDGE_FROM = 0.4;
/** Within these fractions of the longer side spreads are averaged, and edges and rims looked for. */
const SPREAD_RADIUS = 0.003;
const RIM_RADIUS = 0.002;

/** A matte without disputed veils, and where they were. */
export interface SettledMatte extends AlphaMatte {
  /** Pixels that became more solid by over 0.05. */
  readonly settledPixels: number;
}

/**
 * Makes solid what is half transparent only because passes contradict each other: a stem that is there in one pass and
 * missing in its mirror image has alpha ½ in their mean, and no eye wants to see that. What all passes call translucent
 * (glass, a veil, hair) they agree on, so it stays. A region is connected, flat, undecided (0.15–0.85), disputed by over a
 * half, and no speck; where its mean alpha is at least ½ it becomes 1, with a rim of two pixels in a thousand.
 * `spread`, H×W: how far the passes of a network are apart, the largest of all networks'. Alpha in [0, 1]. Borrows both;
 * allocates the matte, the labels and six planes. Cost: about ten passes and one flood fill.
 */
export function settleDisputes(matte: AlphaMatte, spread: Float32Array): SettledMatte {
  const side = Math.max(matte.width, matte.height);
  const rim = Math.round(RIM_RADIUS * side);
  const dispute = boxBlur(spread, matte, Math.round(SPREAD_RADIUS * side));
  const regions = solidRegions(matte, dispute, localRange(matte, rim));
  const rims = boxBlur(regions, matte, rim);
  let settledPixels = 0;
  const alpha = matte.alpha.map((value, i) => {
    const solid = regions[i] === 1 ? 1 : Math.min(1, rims[i]);
    if (value <= UNDECIDED_FROM || solid <= value) return value;
    if (solid > value + 0.05) settledPixels += 1;
    return solid;
  });
  return { ...createAlphaMatte(matte, alpha), settledPixels };
}

/** 1 in the regions that become solid, 0 elsewhere. */
function solidRegions(
  matte: AlphaMatte,
  dispute: Float32Array,
  change: Float32Array,
): Float32Array {
  const { alpha } = matte;
  const { labels, components } = labelComponents(
    matte,
    4,
    (i) =>
      alpha[i] > UNDECIDED_FROM &&
      alpha[i] < UNDECIDED_TO &&
      dispute[i] > CONTRADICTION &&
      change[i] < EDGE_FROM,
  );
  const sums = new Float64Array(components.length + 1);
  for (let i = 0; i < labels.length; i += 1) sums[labels[i]] += alpha[i];
  const least = LEAST_AREA * areaOf(matte);
  const isSolid = [
    false,
    ...components.map(({ label, area }) => area >= least && sums[label] >= SUBJECT_FROM * area),
  ];
  return Float32Array.from(labels, (label) => (isSolid[label] ? 1 : 0));
}
