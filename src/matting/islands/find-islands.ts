import type { AlphaMatte } from '../../raster';
import { growLabels } from './grow-labels';
import {
  labelComponents,
  relabel,
  type Component,
  type LabelledComponents,
} from '../label-components';

/** A part of the subject that stands alone, or a hole in it; its area and bounds are those of its core. */
export interface Island extends Component {
  /** Mean alpha over its core, in [0, 1]: how sure the matte is of it. */
  readonly meanAlpha: number;
}

/** The parts of a matte, each largest first; the largest has the label 1. */
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
export const CORE_FROM = 0.25;

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
  const subjects = describe(subject, alpha, () => true);
  const holes = describe(hole, alpha, ({ touchesBorder }) => !touchesBorder);

  growLabels(subject.labels, matte, (_, to) => alpha[to] > 0);
  growLabels(hole.labels, matte, (from, to) => alpha[to] >= CORE_FROM && alpha[to] > alpha[from]);
  return { subjects, holes, subjectLabels: subject.labels, holeLabels: hole.labels };
}

function describe(
  labelled: LabelledComponents,
  alpha: Float32Array,
  isListed: (component: Component) => boolean,
): Island[] {
  const { labels, components } = labelled;
  const means = new Float64Array(components.length + 1);
  for (let i = 0; i < labels.length; i += 1) means[labels[i]] += alpha[i];
  const islands = components
    .filter(isListed)
    .map((component) => ({ ...component, meanAlpha: means[component.label] / component.area }))
    .sort((a, b) => b.area - a.area);
  return relabel(labels, islands);
}
