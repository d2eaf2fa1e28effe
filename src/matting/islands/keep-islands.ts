import { createAlphaMatte, type AlphaMatte } from '../../raster';
import type { Islands } from './find-islands';

/** Which parts of a matte stay; `subjects` and `holes` count or name what findIslands found in that same matte. */
export interface IslandChoice {
  /** Keep only the largest so many subjects; all unless given. */
  readonly largest?: number;
  /** Labels of subjects to remove. */
  readonly removed?: readonly number[];
  /** Labels of holes to fill. */
  readonly filled?: readonly number[];
  /** Subjects smaller than this part of the largest are specks and go, from 0 (none) to 1. */
  readonly speckFraction?: number;
}

/** A thousandth of the subject: dust next to a portrait, but no flying ball next to a player. */
const SPECK_FRACTION = 0.001;

/**
 * The matte with only the chosen islands: 0 on subjects that go, 1 in holes that are filled, and untouched elsewhere, so
 * that the edges of what stays are as soft as before. Borrows the matte; allocates a new one. Cost: one pass.
 */
export function keepIslands(
  matte: AlphaMatte,
  islands: Islands,
  choice: IslandChoice = {},
): AlphaMatte {
  const { subjectLabels, holeLabels } = islands;
  const gone = goneSubjects(islands, choice);
  const filled = new Set(choice.filled);
  const alpha = matte.alpha.map((value, i) => {
    if (gone.has(subjectLabels[i])) return 0;
    return filled.has(holeLabels[i]) ? 1 : value;
  });
  return createAlphaMatte(matte, alpha);
}

function goneSubjects({ subjects }: Islands, choice: IslandChoice): ReadonlySet<number> {
  const { largest = subjects.length, removed = [], speckFraction = SPECK_FRACTION } = choice;
  const smallest = (subjects[0]?.area ?? 0) * speckFraction;
  const gone = subjects.filter(({ area }, rank) => rank >= largest || area < smallest);
  return new Set([...removed, ...gone.map(({ label }) => label)]);
}
