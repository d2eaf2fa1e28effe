import type { Bounds, Extent } from '../raster';

/** One connected region of a labelled plane. */
export interface Component {
  /** What its pixels carry in `labels`, from 1. */
  readonly label: number;
  /** Pixels. */
  readonly area: number;
  readonly bounds: Bounds;
  /** Whether it reaches the border of the plane. */
  readonly touchesBorder: boolean;
}

export interface LabelledComponents {
  /** The component of each pixel, H×W; 0 where there is none. */
  readonly labels: Int32Array;
  /** By label: `components[label - 1]`. */
  readonly components: readonly Component[];
}

/** Which neighbours belong together: 4, side by side; 8, corners too. */
export type Connectivity = 4 | 8;

/**
 * The connected regions of the pixels for which `isIn` holds (by index, rows from top to bottom), labelled in the order
 * in which rows meet them. Flood fill with a stack of its own, so that no region is too deep. Allocates the labels and a
 * stack, both int32 and H×W. Cost: each pixel is looked at once by each neighbour.
 */
export function labelComponents(
  extent: Extent,
  connectivity: Connectivity,
  isIn: (index: number) => boolean,
): LabelledComponents {
  const labels = new Int32Array(extent.width * extent.height);
  const fill = createFill(extent, connectivity, { labels, isIn });
  const components: Component[] = [];
  for (let i = 0; i < labels.length; i += 1)
    if (labels[i] === 0 && isIn(i)) components.push(fill(i, components.length + 1));
  return { labels, components };
}

/**
 * Gives the components that are named new labels, 1, 2, 3 … in the order in which they are named, and takes those of all others
 * off the plane. Writes `labels`; returns the components with their new labels.
 */
export function relabel<T extends Component>(labels: Int32Array, named: readonly T[]): T[] {
  const ranks = new Map(named.map(({ label }, rank) => [label, rank + 1]));
  for (let i = 0; i < labels.length; i += 1)
    if (labels[i] !== 0) labels[i] = ranks.get(labels[i]) ?? 0;
  return named.map((component, rank) => ({ ...component, label: rank + 1 }));
}

interface Region {
  readonly labels: Int32Array;
  readonly isIn: (index: number) => boolean;
}

function createFill(
  { width, height }: Extent,
  connectivity: Connectivity,
  { labels, isIn }: Region,
): (seed: number, label: number) => Component {
  const stack = new Int32Array(labels.length);
  const isDiagonalToo = connectivity === 8;
  return (seed, label) => {
    let depth = 1;
    let area = 0;
    let [left, right, top, bottom] = [width, -1, height, -1];
    stack[0] = seed;
    labels[seed] = label;
    while (depth > 0) {
      depth -= 1;
      const index = stack[depth];
      const x = index % width;
      const y = (index - x) / width;
      area += 1;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          const next = ny * width + nx;
          if (labels[next] !== 0 || !(isDiagonalToo || nx === x || ny === y) || !isIn(next))
            continue;
          labels[next] = label;
          stack[depth] = next;
          depth += 1;
        }
    }
    const bounds = { left, top, width: right - left + 1, height: bottom - top + 1 };
    const touchesBorder = left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
    return { label, area, bounds, touchesBorder };
  };
}
