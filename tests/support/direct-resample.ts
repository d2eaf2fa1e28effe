import type { Extent, Samples } from '../../src/raster';

/**
 * The oracle for resampling: for each target pixel one sum over all source pixels, weighted by the product of two
 * triangles, in float64 and without any of the shortcuts of the product. Chunky, like its source.
 */
export function directResample(source: Samples, target: Extent): number[] {
  const { channels } = source;
  return Array.from({ length: target.width * target.height * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const at = { x: pixel % target.width, y: Math.floor(pixel / target.width) };
    return weightedMean(source, i % channels, (sx, sy) => {
      const across = triangle(sx, at.x, source.width / target.width);
      return across * triangle(sy, at.y, source.height / target.height);
    });
  });
}

function weightedMean(
  { width, height, channels, samples }: Samples,
  channel: number,
  weightAt: (x: number, y: number) => number,
): number {
  let sum = 0;
  let total = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const weight = weightAt(x, y);
      sum += weight * (samples[(y * width + x) * channels + channel] ?? NaN);
      total += weight;
    }
  return sum / total;
}

/** Height of the triangle over source pixel `s` whose top stands over target pixel `t`. */
function triangle(s: number, t: number, ratio: number): number {
  const distance = Math.abs(s + 0.5 - (t + 0.5) * ratio);
  return Math.max(0, 1 - distance / Math.max(1, ratio));
}
