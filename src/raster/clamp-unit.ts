/** The value, or the nearer end of [0, 1] where it lies outside; NaN stays. */
export function clampUnit(value: number): number {
  if (value <= 0) return 0;
  return value > 1 ? 1 : value;
}
