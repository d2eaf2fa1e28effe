import type { Samples } from '../../src/raster';

/**
 * The oracle for resampling: for each target pixel one sum over all source pixels, weighted by the product of two
 * triangles, in float64 and without any of the shortcuts of the product. Chunky, like its source.
 */
export function directResample(
  { width, height, channels, samples }: Samples,
  target: { readonly width: number; readonly height: number },
): number[] {
  const resampled: number[] = [];
  for (let y = 0; y < target.height; y += 1)
    for (let x = 0; x < target.width; x += 1)
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0;
        let total = 0;
        for (let sy = 0; sy < height; sy += 1)
          for (let sx = 0; sx < width; sx += 1) {
            const weight =
              triangle(sx, x, width / target.width) * triangle(sy, y, height / target.height);
            sum += weight * (samples[(sy * width + sx) * channels + channel] ?? 0);
            total += weight;
          }
        resampled.push(sum / total);
      }
  return resampled;
}

/** Height of the triangle over source pixel `s` whose top stands over target pixel `t`. */
function triangle(s: number, t: number, ratio: number): number {
  const distance = Math.abs(s + 0.5 - (t + 0.5) * ratio);
  return Math.max(0, 1 - distance / Math.max(1, ratio));
}
