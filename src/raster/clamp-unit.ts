/** The value, or the nearer end of [0, 1] where it lies outside. */
export function clampUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
