export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The slope of the line that fits best: least squares. NaN where fewer than two points have different `x`. */
export function slopeOf(points: readonly Point[]): number {
  const [middleX, middleY] = [meanOf(points.map(({ x }) => x)), meanOf(points.map(({ y }) => y))];
  const sums = points.reduce(
    ({ xy, xx }, { x, y }) => ({
      xy: xy + (x - middleX) * (y - middleY),
      xx: xx + (x - middleX) ** 2,
    }),
    { xy: 0, xx: 0 },
  );
  return sums.xy / sums.xx;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
