import type { AlphaMatte } from '../../raster';
import { growLabels } from './grow-labels';
import { labelComponents, type Component } from './label-components';

/** A part of the subject that stands alone, or a hole in it; its area and bounds are those of its core. */
export interface Island extends Component {
  /** Mean alpha over its core, in [0, 1]: how sure the matte is of it. */
  readonly meanAlpha: number;
}

/** The parts of a matte, each largest first. */
export interface Islands {
  readonly subjects: readonly Island[];
  /** Background regions that the subject encloses: they do not reach the border. */
  readonly holes: readonly Island[];
  /** The subject that each pixel belongs to, its soft fringe included, H×W; 0 where there is none. */
  readonly subjectLabels: Int32Array;
  /** The hole that each pixel belongs to, its soft rim included, H×W; 0 where there is none. */
  readonly holeLabels: Int32Array;
}

/** From this alpha on a pixel hangs together with its neighbours; low, so that a thin soft strap does not cut an arm off. */
const CORE_FROM = 0.25;

/**
 * Takes a matte apart. The cores of subjects are the regions of alpha from 0.25 (corners connect), those of holes the
 * regions below it that reach no border (corners do not connect, so that a hole and what encloses it cannot both leak
 * through one corner). Fringes follow: what is fainter than a core belongs to the nearest subject, and a hole reaches up
 * the slope of its rim, so that a subject goes without a halo and a hole fills without a ring.
 * Borrows the matte; allocates two planes of labels, int32. Cost: two flood fills and two breadth-first walks.
 */
export function findIslands(matte: AlphaMatte): Islands {
  const { alpha } = matte;
  const subject = labelComponents(matte, 8, (i) => alpha[i] >= CORE_FROM);
  const hole = labelComponents(matte, 4, (i) => alpha[i] < CORE_FROM);
  const enclosed = hole.components.filter(({ touchesBorder }) => !touchesBorder);
  const subjects = describe(subject.components, meansOf(subject, alpha));
  const holes = describe(enclosed, meansOf(hole, alpha));

  growLabels(subject.labels, matte, (_, to) => alpha[to] > 0);
  keepLabels(hole.labels, new Set(enclosed.map(({ label }) => label)));
  growLabels(hole.labels, matte, (from, to) => alpha[to] >= CORE_FROM && alpha[to] > alpha[from]);
  return { subjects, holes, subjectLabels: subject.labels, holeLabels: hole.labels };
}

function meansOf(
  { labels, components }: ReturnType<typeof labelComponents>,
  alpha: Float32Array,
): Float64Array {
  const means = new Float64Array(components.length + 1);
  for (let i = 0; i < labels.length; i += 1) means[labels[i]] += alpha[i];
  for (const { label, area } of components) means[label] /= area;
  return means;
}

function describe(components: readonly Component[], means: Float64Array): Island[] {
  const islands = components.map((component) => ({
    ...component,
    meanAlpha: means[component.label],
  }));
  return islands.sort((a, b) => b.area - a.area);
}

function keepLabels(labels: Int32Array, kept: ReadonlySet<number>): void {
  for (let i = 0; i < labels.length; i += 1) if (!kept.has(labels[i])) labels[i] = 0;
}
