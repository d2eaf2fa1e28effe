import type { Bounds, Extent } from '../../raster';
import { padPlane } from './pad-plane';

/** Rows and columns around a pixel that smoothing by `smooth` pixels asks. */
export function reachOfSmoothing(smooth: number): number {
  return smooth > 0 ? Math.floor(radiusOf(smooth)) : 0;
}

/**
 * Takes jags, spikes and notches up to about `smooth` pixels wide off the contour: the median over a disc around each
 * pixel. A spike goes where it fills less than half of the disc. A straight edge stays, and its profile too, at any
 * angle: a disc is symmetric about its middle, so of a plane that only rises in one direction the middle pixel is the
 * median. (A blur that is hardened afterwards would lose the profile.) On curves it is motion by curvature (Guichard,
 * Morel, Image Iterative Smoothing and PDEs, 2000).
 *
 * `mask`: 8-bit, H×W, rows from top to bottom; beyond it the outermost rows and columns repeat. Only pixels in `runs`
 * are looked at. Borrows the mask; allocates the copy that it returns and a padded one. A histogram slides along each row
 * (Huang, Yang, Tang, IEEE Trans. ASSP 27, 1979): 5·smooth steps a pixel, not more because the disc's rows are chords.
 */
export function smoothContour(
  mask: Uint8Array,
  extent: Extent,
  runs: readonly Bounds[],
  smooth: number,
): Uint8Array {
  const target = mask.slice();
  const padding = reachOfSmoothing(smooth);
  if (padding === 0) return target;
  const window = createWindow(radiusOf(smooth), extent.width + 2 * padding);
  const source = padPlane(mask, extent, padding);
  for (const { left, top, width, height } of runs)
    for (let y = top; y < top + height; y += 1) {
      const at = y * extent.width + left;
      const from = (y + padding) * window.stride + left + padding;
      slideMedian(source, from, target.subarray(at, at + width), window);
    }
  return target;
}

/** The radius whose disc a straight bar `smooth` pixels wide fills to less than half. */
function radiusOf(smooth: number): number {
  return 1.25 * smooth + 0.25;
}

interface Window {
  readonly stride: number;
  /** For each row of the disc, its first pixel and the pixel after its last, from the middle. */
  readonly leaving: Int32Array;
  readonly entering: Int32Array;
  readonly pixels: number;
  readonly histogram: Int32Array;
}

function createWindow(radius: number, stride: number): Window {
  const rows = Math.floor(radius);
  const leaving = new Int32Array(2 * rows + 1);
  const entering = new Int32Array(2 * rows + 1);
  let pixels = 0;
  for (let dy = -rows; dy <= rows; dy += 1) {
    const half = Math.floor(Math.sqrt(radius * radius - dy * dy));
    leaving[dy + rows] = dy * stride - half;
    entering[dy + rows] = dy * stride + half + 1;
    pixels += 2 * half + 1;
  }
  return { stride, leaving, entering, pixels, histogram: new Int32Array(256) };
}

/** One row of medians; the first pixel's window lies around `from`. */
function slideMedian(
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  { leaving, entering, pixels, histogram }: Window,
): void {
  const half = (pixels - 1) / 2;
  histogram.fill(0);
  for (let row = 0; row < leaving.length; row += 1)
    for (let i = from + leaving[row]; i < from + entering[row]; i += 1) histogram[source[i]] += 1;
  let median = 0;
  let below = 0;
  for (let x = 0; x < target.length; x += 1) {
    while (below > half) {
      median -= 1;
      below -= histogram[median];
    }
    while (below + histogram[median] <= half) {
      below += histogram[median];
      median += 1;
    }
    target[x] = median;
    for (let row = 0; row < leaving.length; row += 1) {
      const old = source[from + x + leaving[row]];
      const next = source[from + x + entering[row]];
      if (old === next) continue;
      histogram[old] -= 1;
      histogram[next] += 1;
      if (old < median) below -= 1;
      if (next < median) below += 1;
    }
  }
}
