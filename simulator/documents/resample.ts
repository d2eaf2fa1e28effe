import type { Depth } from '../api';
import { type Bounds, createBounds, intersectBounds, isSameBounds } from './bounds';
import { type PixelPlane, cropPlane, hasAlpha } from './pixel-plane';
import { createSamples, depthOf, toSample } from './samples';

interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * The rectangle `region` of a plane at another extent, by an area (box) filter: every pixel of the result is the mean of
 * what it covers, with colours weighted by their alpha. What lies outside the plane is transparent; a plane without
 * alpha must cover the region. `region` may have fractions. The result's bounds start at the region's whole left and top.
 */
export function resample(plane: PixelPlane, region: Bounds, extent: Extent): PixelPlane {
  if (isWhole(plane, region, extent)) return cropPlane(plane, region);
  const { bounds, channels } = plane;
  const origin = { left: Math.floor(region.left), top: Math.floor(region.top) };
  const target = {
    ...plane,
    bounds: createBounds(
      origin.left,
      origin.top,
      origin.left + extent.width,
      origin.top + extent.height,
    ),
    samples: createSamples(depthOf(plane.samples), extent.width * extent.height * channels),
  };
  const columns = spansOf(region.left - bounds.left, region.width, extent.width, bounds.width);
  const rows = spansOf(region.top - bounds.top, region.height, extent.height, bounds.height);
  const sums = new Float64Array(extent.width * (channels + 1));
  rows.forEach(({ first, weights }, y) => {
    sums.fill(0);
    weights.forEach((weight, offset) => addRow(plane, first + offset, { columns, weight, sums }));
    storeRow(target, y, sums);
  });
  return target;
}

/** Whether the region is to stay as it is, and lies inside the plane on whole pixels. */
function isWhole({ bounds }: PixelPlane, region: Bounds, { width, height }: Extent): boolean {
  return (
    region.width === width &&
    region.height === height &&
    Number.isInteger(region.left) &&
    Number.isInteger(region.top) &&
    isSameBounds(region, intersectBounds(region, bounds))
  );
}

/** What one target pixel covers: source pixels from `first` on, each with its part of the whole. */
interface Span {
  readonly first: number;
  readonly weights: Float64Array;
}

/** The stretch that each of `count` target pixels covers of `length` source pixels that begin at `start`. */
function spansOf(start: number, length: number, count: number, limit: number): readonly Span[] {
  const step = length / count;
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * step;
    const to = start + (index + 1) * step;
    const first = Math.max(0, Math.floor(from + ROUNDING));
    const end = Math.max(first, Math.min(limit, Math.ceil(to - ROUNDING)));
    const weights = new Float64Array(end - first).map((_weight, offset) => {
      const source = first + offset;
      return (Math.min(to, source + 1) - Math.max(from, source)) / step;
    });
    return { first, weights };
  });
}

/** Fractions of a pixel that come from dividing, not from the region. */
const ROUNDING = 1e-6;

/** Adds one source row to the sums: per target pixel one sum a channel, and the sum of the colours' weights. */
function addRow(
  plane: PixelPlane,
  row: number,
  into: {
    readonly columns: readonly Span[];
    readonly weight: number;
    readonly sums: Float64Array;
  },
): void {
  const { bounds, channels, samples } = plane;
  const { columns, weight, sums } = into;
  const alpha = hasAlpha(plane) ? channels - 1 : -1;
  columns.forEach(({ first, weights }, x) => {
    const to = x * (channels + 1);
    for (let offset = 0; offset < weights.length; offset += 1) {
      const from = (row * bounds.width + first + offset) * channels;
      const covered = weight * (weights[offset] ?? 0);
      const opacity = alpha < 0 ? covered : covered * (samples[from + alpha] ?? 0);
      for (let channel = 0; channel < channels; channel += 1) {
        const share = channel === alpha ? covered : opacity;
        sums[to + channel] = (sums[to + channel] ?? 0) + (samples[from + channel] ?? 0) * share;
      }
      sums[to + channels] = (sums[to + channels] ?? 0) + opacity;
    }
  });
}

function storeRow(target: PixelPlane, row: number, sums: Float64Array): void {
  const { bounds, channels, samples } = target;
  const depth: Depth = depthOf(samples);
  const alpha = hasAlpha(target) ? channels - 1 : -1;
  for (let x = 0; x < bounds.width; x += 1) {
    const from = x * (channels + 1);
    const to = (row * bounds.width + x) * channels;
    const weight = sums[from + channels] ?? 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const sum = sums[from + channel] ?? 0;
      const mean = channel === alpha ? sum : weight === 0 ? 0 : sum / weight;
      samples[to + channel] = toSample(mean, depth);
    }
  }
}
