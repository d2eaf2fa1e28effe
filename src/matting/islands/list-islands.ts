import { areaOf, type AlphaMatte, type Bounds, type RgbImage } from '../../raster';
import { uncertaintyOf } from '../fuse/uncertainty-of';
import { findIslands, type Island, type Islands } from './find-islands';
import { findHoleCandidates, type HoleCandidates } from './hole-candidates';
import { stretchPicture } from './stretch-picture';

/** `subject`, a part that stands alone; `hole`, what the matte leaves out inside one; `holeCandidate`, what it may have missed. */
export type IslandKind = 'subject' | 'hole' | 'holeCandidate';

/** One row of the list that a person chooses from. */
export interface ListedIsland {
  /** The same for the same matte and picture, whatever is chosen: `subject-1` is the largest. */
  readonly id: string;
  readonly kind: IslandKind;
  /** In pixels of the matte. */
  readonly bounds: Bounds;
  /** Of the picture's area, in (0, 1]. */
  readonly areaFraction: number;
  /** Mean alpha over its core before anything is chosen, in [0, 1]. */
  readonly meanAlpha: number;
  /** In [0, 1]: of a subject its mean alpha, of a hole one minus that, of a candidate see HoleCandidate. */
  readonly confidence: number;
  /** What its pixels carry in the plane of labels of its kind, from 1. */
  readonly label: number;
}

/** A matte taken apart, ready to be chosen from again and again. */
export interface IslandList {
  readonly matte: AlphaMatte;
  /** Subjects, then holes, then candidates, each largest first. */
  readonly islands: readonly ListedIsland[];
  /** Planes of labels, H×W; 0 where there is none. */
  readonly labels: Readonly<Record<IslandKind, Int32Array>>;
}

/** What islands are looked for in. */
export interface IslandSource {
  readonly matte: AlphaMatte;
  /** sRGB; of any extent, stretched to the matte's; what is transparent is seen on white. Without it there are no candidates. */
  readonly picture?: RgbImage;
  /** How undecided or disputed the matte is, in [0, 1], H×W: the map of an Uncertainty; that of the matte alone unless given. */
  readonly doubt?: Float32Array;
}

/**
 * Lists the parts of a matte: its subjects and holes (see findIslands), and enclosed background that it may have taken for
 * subject (see findHoleCandidates). Borrows all, and the list keeps the matte; allocates three planes of labels, int32. Cost: about
 * a third of a second for 1024², so list once and choose often.
 * @throws RangeError when the doubt is not of the matte's extent.
 */
export function listIslands({ matte, picture, doubt }: IslandSource): IslandList {
  if (doubt && doubt.length !== areaOf(matte))
    throw new RangeError(`Expected ${areaOf(matte)} values of doubt but received ${doubt.length}`);
  const parts = findIslands(matte);
  const found = picture
    ? findHoleCandidates(
        {
          matte,
          picture: stretchPicture(picture, matte),
          doubt: doubt ?? uncertaintyOf(matte).map,
        },
        parts,
      )
    : { candidates: [], labels: new Int32Array(areaOf(matte)) };
  return {
    matte,
    islands: rowsOf(matte, parts, found),
    labels: { subject: parts.subjectLabels, hole: parts.holeLabels, holeCandidate: found.labels },
  };
}

function rowsOf(
  matte: AlphaMatte,
  { subjects, holes }: Islands,
  { candidates }: HoleCandidates,
): ListedIsland[] {
  const area = areaOf(matte);
  const toRow =
    <T extends Island>(kind: IslandKind, confidenceOf: (island: T) => number) =>
    (island: T, rank: number): ListedIsland => ({
      id: `${kind}-${rank + 1}`,
      kind,
      bounds: island.bounds,
      areaFraction: island.area / area,
      meanAlpha: island.meanAlpha,
      confidence: confidenceOf(island),
      label: island.label,
    });
  return [
    ...subjects.map(toRow('subject', ({ meanAlpha }) => meanAlpha)),
    ...holes.map(toRow('hole', ({ meanAlpha }) => 1 - meanAlpha)),
    ...candidates.map(
      toRow('holeCandidate', ({ confidence }: HoleCandidates['candidates'][0]) => confidence),
    ),
  ];
}
