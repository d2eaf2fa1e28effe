import { createAlphaMatte, type AlphaMatte } from '../../raster';
import { withoutHairs } from './without-hairs';
import { blurTwice, smoothingOf } from './hole-candidates';
import { listIslands, type IslandList, type IslandSource, type ListedIsland } from './list-islands';

/**
 * What happens to the holes of a subject.
 * - `auto`: the matte's own stay open; what it may have missed is cut where colour and the networks' doubt agree.
 * - `keep`: none; every hole is filled and every candidate becomes solid, so that each subject is one piece.
 * - `cut`: the matte's own stay open, and every candidate is cut.
 */
export type HoleChoice = 'auto' | 'keep' | 'cut';

/** Which parts of a matte stay. */
export interface IslandChoice {
  /** Default `auto`. */
  readonly holes?: HoleChoice;
  /** Keep only the largest so many subjects; all unless given. */
  readonly largest?: number;
  /**
   * Subjects smaller than this part of the largest are specks and go, but for the tips of hairs (see withoutHairs); from
   * 0 (none) to 1, default 0.001; more removes larger ones.
   */
  readonly speckFraction?: number;
  /**
   * What is said of one island, by id; it overrules the rest. `keep` makes it part of the cut-out: a subject stays, a hole is
   * filled, a candidate becomes solid. `cut` takes it away: a subject goes, a hole stays open, a candidate is cut. What names no
   * island is passed over.
   */
  readonly byId?: Readonly<Record<string, 'keep' | 'cut'>>;
}

/** Safe for a picture that nobody looks at. */
export const DEFAULT_ISLAND_CHOICE = {
  holes: 'auto',
  largest: Infinity,
  // A thousandth of the subject: dust next to a portrait, but no flying ball next to a player.
  speckFraction: 0.001,
  byId: {},
} as const satisfies Required<IslandChoice>;

/** A hole is cut without being asked for from this confidence on; high, because a wrong hole is worse than a missed one. */
const SURE_FROM = 0.8;

/** What becomes of an island: part of the cut-out, no part of it, or as the matte has it. */
type Fate = 'keep' | 'cut' | 'leave';

export interface ChosenIsland extends ListedIsland {
  /** Whether it is part of the cut-out: a subject that is not removed, a hole that is filled, a candidate that is not cut. */
  readonly isKept: boolean;
}

export interface ChosenIslands {
  readonly matte: AlphaMatte;
  readonly islands: readonly ChosenIsland[];
}

/**
 * The matte with only the chosen islands: 0 where a subject goes, with its fringe; 1 where a hole is filled, up to the
 * crest of its rim; where a candidate is cut, alpha · (1 − c) with a soft cover c, so that refinement finds its rim; and untouched
 * elsewhere. Where nothing changes it is the list's own matte. Borrows the list; allocates at most the matte and four planes.
 * Cost: a few passes.
 */
export function chooseIslands(list: IslandList, choice: IslandChoice = {}): ChosenIslands {
  const fates = fatesOf(list, { ...DEFAULT_ISLAND_CHOICE, ...choice });
  const islands = list.islands.map((island, at) => ({
    ...island,
    isKept: isKept(island, fates[at]),
  }));
  return { matte: applyFates(list, fates), islands };
}

/**
 * Lists and chooses in one call: what a coarse matte goes through before it is refined. See listIslands and chooseIslands.
 * @throws RangeError when the doubt is not of the matte's extent.
 */
export function cleanMatte(source: IslandSource, choice: IslandChoice = {}): ChosenIslands {
  return chooseIslands(listIslands(source), choice);
}

function fatesOf(list: IslandList, choice: Required<IslandChoice>): Fate[] {
  const removed = removedSubjects(list, choice);
  return list.islands.map((island) => {
    if (Object.hasOwn(choice.byId, island.id)) return choice.byId[island.id];
    if (island.kind === 'subject') return removed.has(island.label) ? 'cut' : 'leave';
    return holeFate(island, choice.holes);
  });
}

/** Labels of the subjects that are specks, or too many. */
function removedSubjects(
  list: IslandList,
  { largest, speckFraction }: Required<IslandChoice>,
): ReadonlySet<number> {
  const subjects = list.islands.filter(({ kind }) => kind === 'subject');
  const smallest = (subjects[0]?.areaFraction ?? 0) * speckFraction;
  const small = subjects.filter(({ areaFraction }) => areaFraction < smallest);
  const specks = withoutHairs(list, new Set(small.map(({ label }) => label)));
  return new Set([...subjects.slice(largest).map(({ label }) => label), ...specks]);
}

function holeFate({ kind, confidence }: ListedIsland, holes: HoleChoice): Fate {
  if (holes === 'keep') return 'keep';
  if (kind === 'hole') return 'leave';
  return holes === 'cut' || confidence >= SURE_FROM ? 'cut' : 'leave';
}

function isKept({ kind }: ListedIsland, fate: Fate): boolean {
  return kind === 'hole' ? fate === 'keep' : fate !== 'cut';
}

function applyFates(list: IslandList, fates: readonly Fate[]): AlphaMatte {
  const labelled = (kind: ListedIsland['kind'], fate: Fate): ReadonlySet<number> =>
    new Set(
      list.islands
        .filter((island, at) => island.kind === kind && fates[at] === fate)
        .map(({ label }) => label),
    );
  const solid = coverOf(list, labelled('holeCandidate', 'keep'));
  const open = coverOf(list, labelled('holeCandidate', 'cut'));
  const filled = labelled('hole', 'keep');
  const gone = labelled('subject', 'cut');
  if (!solid && !open && filled.size + gone.size === 0) return list.matte;
  const { subject, hole } = list.labels;
  const alpha = list.matte.alpha.map((value, i) => {
    if (gone.has(subject[i])) return 0;
    if (filled.has(hole[i])) return 1;
    const whole = solid ? Math.max(value, solid[i]) : value;
    return open ? whole * (1 - open[i]) : whole;
  });
  return createAlphaMatte(list.matte, alpha);
}

/** 1 inside the candidates and a soft rim around, in [0, 1]; `undefined` where there is none. */
function coverOf(
  { matte, labels }: IslandList,
  chosen: ReadonlySet<number>,
): Float32Array | undefined {
  if (chosen.size === 0) return undefined;
  const inside = Float32Array.from(labels.holeCandidate, (label) => (chosen.has(label) ? 1 : 0));
  const cover = blurTwice(inside, matte, Math.max(1, Math.ceil(smoothingOf(matte) / 4)));
  return cover.map((value) => Math.min(1, Math.max(0, value)));
}
