import { areaOf, boxBlur, type AlphaMatte, type Extent, type RgbImage } from '../../raster';
import { backgroundEvidence } from './background-evidence';
import { smoothStep } from '../smooth-step';
import { CORE_FROM, type Island, type Islands } from './find-islands';
import {
  labelComponents,
  relabel,
  type Component,
  type LabelledComponents,
} from '../label-components';

/** A region that the matte calls subject, or is undecided about, but that looks like the background around the subject. */
export interface HoleCandidate extends Island {
  /** In [0, 1]; over 0.45 only where colour and the networks' own doubt agree. It ranks candidates; it is no probability. */
  readonly confidence: number;
}

export interface HoleCandidates {
  /** Largest first; the largest has the label 1. */
  readonly candidates: readonly HoleCandidate[];
  /** The candidate that each pixel belongs to, H×W; 0 where there is none. */
  readonly labels: Int32Array;
}

/** What candidates are looked for in; all planes of the matte's extent. */
export interface SeenMatte {
  readonly matte: AlphaMatte;
  readonly picture: RgbImage;
  /** How undecided or disputed the matte is, in [0, 1], H×W (see uncertaintyOf). */
  readonly doubt: Float32Array;
}

/** Evidence of at least this, whatever the doubt (natural logarithm): the background's colour is more likely. */
const LEAST_EVIDENCE = 0.2;

/** Evidence and doubt together. */
const LEAST_SUPPORT = 0.7;

/** Smaller than this part of the picture, a region is grain or a gap between hairs: a square of ten pixels in 1024². */
const LEAST_AREA = 1e-4;

/** 4π · area / perimeter²; a disc has about 1, and a strip along an edge, which is the edge's own softness, less than this. */
const LEAST_COMPACTNESS = 0.25;

/** Less than this is not worth a person's look. */
const LEAST_CONFIDENCE = 0.3;

/** Alpha of pixels that colours are learnt from. */
const SURELY_BACKGROUND = 0.05;
const SURELY_SUBJECT = 0.9;

/**
 * Finds background that the subject encloses and that the matte took for subject: between arm and body, in a handle,
 * between spokes. A candidate is a connected region of alpha from 0.25 whose colours are more the background's than the
 * subject's (see backgroundEvidence), the more so where the networks doubt; it is compact, no speck, and reaches neither
 * the outside nor the picture's border: without a rim of subject all around, what looks like background is the edge.
 * It ends a few pixels inside the true rim, where smoothing meets the subject's colours: what is cut is background, and
 * refinement finds the rim.
 * `islands` is what findIslands found in the matte. Without any outside background there is no evidence, and no candidate.
 * Borrows all; allocates the labels and some ten planes on the way. Cost: about a fifth of a second for 1024².
 */
export function findHoleCandidates(seen: SeenMatte, islands: Islands): HoleCandidates {
  const { matte } = seen;
  const { alpha } = matte;
  const evidence = evidenceIn(seen, islands);
  if (!evidence) return { candidates: [], labels: new Int32Array(areaOf(matte)) };
  const radius = smoothingOf(matte);
  const likeness = blurTwice(evidence, matte, radius);
  const doubt = blurTwice(seen.doubt, matte, radius);
  const found = labelComponents(
    matte,
    4,
    (i) =>
      alpha[i] >= CORE_FROM &&
      likeness[i] > LEAST_EVIDENCE &&
      likeness[i] + Math.min(1, 2 * doubt[i]) > LEAST_SUPPORT,
  );
  const candidates = relabel(found.labels, describe(found, { seen, islands, evidence }));
  return { candidates, labels: found.labels };
}

/** Radius of the smoothing, in pixels: 4 in 1024². */
export function smoothingOf({ width, height }: Extent): number {
  return Math.round(Math.max(width, height) / 256);
}

/** Two box blurs are nearly a triangle: smooth, and still exact at constant cost. Allocates. */
export function blurTwice(values: Float32Array, extent: Extent, radius: number): Float32Array {
  const once = boxBlur(values, extent, radius);
  return boxBlur(once, extent, radius, once);
}

function evidenceIn({ matte, picture }: SeenMatte, islands: Islands): Float32Array | undefined {
  const { alpha } = matte;
  const isOutside = outsideOf(matte, islands);
  const background = new Uint8Array(alpha.length);
  const subject = new Uint8Array(alpha.length);
  for (let i = 0; i < alpha.length; i += 1)
    if (alpha[i] >= SURELY_SUBJECT) subject[i] = 1;
    else if (alpha[i] < SURELY_BACKGROUND && isOutside(i)) background[i] = 1;
  return backgroundEvidence(picture, { background, subject });
}

/** Background that reaches the border. */
function outsideOf({ alpha }: AlphaMatte, { holeLabels }: Islands): (index: number) => boolean {
  return (i) => alpha[i] < CORE_FROM && holeLabels[i] === 0;
}

interface Found {
  readonly seen: SeenMatte;
  readonly islands: Islands;
  readonly evidence: Float32Array;
}

function describe({ labels, components }: LabelledComponents, found: Found): HoleCandidate[] {
  const { matte } = found.seen;
  const large = components.filter(
    ({ area, touchesBorder }) => !touchesBorder && area >= LEAST_AREA * areaOf(matte),
  );
  return large
    .flatMap((component) => {
      const traits = traitsOf(component, labels, found);
      if (traits.isOpen || traits.compactness < LEAST_COMPACTNESS) return [];
      const confidence = confidenceOf(traits);
      if (confidence < LEAST_CONFIDENCE) return [];
      return [{ ...component, meanAlpha: traits.meanAlpha, confidence }];
    })
    .sort((a, b) => b.area - a.area);
}

/** Means over a region, and its shape. */
interface Traits {
  readonly meanAlpha: number;
  readonly evidence: number;
  readonly doubt: number;
  readonly compactness: number;
  /** It lies beside the outside. */
  readonly isOpen: boolean;
}

function traitsOf(
  { label, bounds, area }: Component,
  labels: Int32Array,
  { seen, islands, evidence }: Found,
): Traits {
  const { matte, doubt } = seen;
  const isOutside = outsideOf(matte, islands);
  const sum = { alpha: 0, evidence: 0, doubt: 0, perimeter: 0, outside: 0 };
  for (let y = bounds.top; y < bounds.top + bounds.height; y += 1)
    for (let x = bounds.left; x < bounds.left + bounds.width; x += 1) {
      const i = y * matte.width + x;
      if (labels[i] !== label) continue;
      sum.alpha += matte.alpha[i];
      sum.evidence += evidence[i];
      sum.doubt += doubt[i];
      // A region that does not touch the border has four neighbours everywhere.
      const around = [i - 1, i + 1, i - matte.width, i + matte.width];
      if (around.some((n) => labels[n] !== label)) sum.perimeter += 1;
      if (around.some(isOutside)) sum.outside += 1;
    }
  return {
    meanAlpha: sum.alpha / area,
    evidence: sum.evidence / area,
    doubt: sum.doubt / area,
    compactness: (4 * Math.PI * area) / sum.perimeter ** 2,
    isOpen: sum.outside > 0,
  };
}

/** Mean evidence from which colour begins to speak, and from which it is as sure as it gets. */
const SOME_EVIDENCE = 0.8;
const FULL_EVIDENCE = 2.2;

/** Mean doubt up to which the networks agree, and from which they dispute a region as a whole. */
const NO_DOUBT = 0.05;
const FULL_DOUBT = 0.3;

/** Without doubt even the clearest colour stays at 0.45: a dark coat before a dark street has it too. */
const COLOUR_ALONE = 0.45;

function confidenceOf({ evidence, doubt }: Traits): number {
  const colour = smoothStep(SOME_EVIDENCE, FULL_EVIDENCE, evidence);
  const dispute = smoothStep(NO_DOUBT, FULL_DOUBT, doubt);
  return colour * (COLOUR_ALONE + (1 - COLOUR_ALONE) * dispute);
}
