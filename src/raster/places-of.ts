/** For each pixel of one axis, the first and the last pixel of a smaller axis that touch its centre; mostly the same. */
export interface Places {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/**
 * Where pixels fall when `source` of them are reduced to `target`. A centre on the border of two belongs to both, so that
 * the mirrored picture falls into mirrored places. Allocates.
 */
export function placesOf(source: number, target: number): Places {
  const centres = Float64Array.from({ length: source }, (_, i) => ((i + 0.5) * target) / source);
  return {
    first: Int32Array.from(centres, (centre) => Math.ceil(centre) - 1),
    last: Int32Array.from(centres, (centre) => Math.floor(centre)),
  };
}
