/** One channel, rows from top to bottom. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/**
 * Bilinear with half-pixel centres; where it shrinks, the triangle is widened by the ratio, so that every source pixel
 * counts. The direct sum over each target pixel's neighbourhood, in float64, one direction after the other.
 */
export function resizePlane(
  source: Plane,
  target: { readonly width: number; readonly height: number },
): Plane {
  return transpose(resizeRows(transpose(resizeRows(source, target.width)), target.height));
}

function resizeRows({ width, height, values }: Plane, newWidth: number): Plane {
  const ratio = width / newWidth;
  const reach = Math.max(1, ratio);
  const resized = new Float64Array(newWidth * height);
  for (let x = 0; x < newWidth; x += 1) {
    const centre = (x + 0.5) * ratio - 0.5;
    const taps = tapsAround(centre, reach, width);
    for (let y = 0; y < height; y += 1)
      for (const { at, weight } of taps)
        resized[y * newWidth + x] =
          (resized[y * newWidth + x] ?? 0) + weight * (values[y * width + at] ?? 0);
  }
  return { width: newWidth, height, values: resized };
}

/** The pixels within `reach` of `centre`, weighted by a triangle; weights add up to 1 at the borders too. */
function tapsAround(centre: number, reach: number, width: number) {
  const first = Math.max(0, Math.ceil(centre - reach));
  const last = Math.min(width - 1, Math.floor(centre + reach));
  const taps = Array.from({ length: last - first + 1 }, (_, i) => {
    const at = first + i;
    return { at, weight: Math.max(0, 1 - Math.abs(at - centre) / reach) };
  });
  const sum = taps.reduce((total, { weight }) => total + weight, 0);
  return taps.map(({ at, weight }) => ({ at, weight: weight / sum }));
}

function transpose({ width, height, values }: Plane): Plane {
  const turned = new Float64Array(values.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) turned[x * height + y] = values[y * width + x] ?? 0;
  return { width: height, height: width, values: turned };
}
