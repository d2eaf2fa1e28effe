import { boxBlur } from '../../raster';
import { CORE_FROM } from './find-islands';
import { smoothingOf } from './hole-candidates';
import type { IslandList } from './list-islands';

/** Smoothing radii between a hair's tip and what it hangs on. */
const REACH = 3;

/** A speck fainter than this in the mean is haze that has just reached the core's 0.25. */
const FAINT = 0.3;

/**
 * The specks that are no tips of hairs: a small subject that is not faint and lies within 12 pixels in 1024² of a larger one may
 * hang on it by something thinner than a pixel, and refinement sees it with its edge. Of `specks`, labels of subjects,
 * those that stand alone or are faint. Borrows all; allocates two planes where there is any speck.
 */
export function withoutHairs(
  { matte, islands, labels: { subject } }: IslandList,
  specks: ReadonlySet<number>,
): ReadonlySet<number> {
  if (specks.size === 0) return specks;
  const { alpha } = matte;
  const isCore = (i: number): boolean => subject[i] !== 0 && alpha[i] >= CORE_FROM;
  const large = Float32Array.from(subject, (label, i) => (isCore(i) && !specks.has(label) ? 1 : 0));
  const near = boxBlur(large, matte, REACH * smoothingOf(matte));
  const hairs = new Set<number>();
  for (let i = 0; i < subject.length; i += 1)
    // Far from everything the running sums leave a rounding error behind.
    if (near[i] > 1e-6 && isCore(i)) hairs.add(subject[i]);
  const faint = islands.filter(({ kind, meanAlpha }) => kind === 'subject' && meanAlpha < FAINT);
  for (const { label } of faint) hairs.delete(label);
  return new Set([...specks].filter((label) => !hairs.has(label)));
}
