import { clampUnit } from '../raster';

/** 0 up to `from`, 1 beyond `to`, and between them 3t² − 2t³, so that no seam shows where a rule begins to hold. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = clampUnit((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}
