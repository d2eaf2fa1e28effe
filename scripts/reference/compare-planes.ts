import type { Plane } from './resize-plane';

/** Differences in the planes' own unit. */
export interface Difference {
  readonly mean: number;
  readonly max: number;
  /** Part of the pixels that lie on the other side of the middle (128). */
  readonly crossing: number;
}

export function comparePlanes(a: Plane, b: Plane): Difference {
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`${a.width}×${a.height} cannot be compared with ${b.width}×${b.height}`);
  let sum = 0;
  let max = 0;
  let crossings = 0;
  a.values.forEach((value, index) => {
    const other = b.values[index] ?? 0;
    const difference = Math.abs(value - other);
    sum += difference;
    max = Math.max(max, difference);
    if (value >= 128 !== other >= 128) crossings += 1;
  });
  return { mean: sum / a.values.length, max, crossing: crossings / a.values.length };
}
