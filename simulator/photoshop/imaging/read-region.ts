import type { Faults } from '../../api';
import { type Bounds, createBounds, intersectBounds, isEmptyBounds } from '../../documents/bounds';
import type { PixelPlane } from '../../documents/pixel-plane';
import { resample } from '../../documents/resample';
import { isRecord } from '../check-options';

/** Where an unasked-for reduction begins, when it is switched on. */
const LARGE_READ_PIXELS = 4_000_000;
const LARGE_READ_LEVEL = 2;

/** What a read gives back, before its colours are converted. */
export interface Region {
  readonly plane: PixelPlane;
  /** Of the source, trimmed to what has pixels, in the coordinates of `level`. */
  readonly sourceBounds: EdgeBounds;
  /** 0 is full size, every further level half of the one before. */
  readonly level: number;
}

/** A rectangle with nothing but its edges, as the imaging module returns it. */
export type EdgeBounds = Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;

/**
 * The part of a plane that `sourceBounds` asks for, at `targetSize`. A target is never larger than the source; with one
 * side given, the other follows in proportion. Reduced sizes are area means straight from full size.
 *
 * @throws when nothing of the plane lies in the bounds.
 */
export function readRegion(
  plane: PixelPlane | undefined,
  options: { readonly sourceBounds?: unknown; readonly targetSize?: unknown },
  switches: { readonly faults: Faults; readonly random: () => number },
): Region {
  const wanted = parseBounds(options.sourceBounds);
  const bounds = plane?.bounds ?? createBounds(0, 0, 0, 0);
  const region = wanted === undefined ? bounds : intersectBounds(wanted, bounds);
  if (plane === undefined || isEmptyBounds(region))
    throw new Error('The requested bounds hold no pixels');
  const target = targetOf(region, options.targetSize, switches);
  const ratio = Math.min(region.width / target.width, region.height / target.height);
  const level = Math.max(0, Math.floor(Math.log2(ratio)));
  return {
    plane: resample(plane, region, target),
    sourceBounds: toLevel(region, level),
    level,
  };
}

interface Target {
  readonly width: number;
  readonly height: number;
}

function targetOf(
  region: Bounds,
  targetSize: unknown,
  { faults, random }: { readonly faults: Faults; readonly random: () => number },
): Target {
  if (targetSize === undefined) {
    const isLarge = faults.downsampleLargeReads && region.width * region.height > LARGE_READ_PIXELS;
    return isLarge ? shrink(region, 1 / 2 ** LARGE_READ_LEVEL) : region;
  }
  const size = parseSize(targetSize, region);
  if (!faults.offByOneTargetSize) return size;
  const off = random() < 0.5 ? -1 : 1;
  return { width: Math.max(1, size.width + off), height: Math.max(1, size.height + off) };
}

function parseSize(targetSize: unknown, region: Bounds): Target {
  if (!isRecord(targetSize)) throw new TypeError('targetSize expects a width, a height or both');
  const { width, height } = targetSize;
  if (![width, height].every((side) => side === undefined || isExtent(side)))
    throw new RangeError('targetSize expects whole pixels');
  const [wide, high] = [width as number | undefined, height as number | undefined];
  if (wide !== undefined && high !== undefined)
    return { width: Math.min(wide, region.width), height: Math.min(high, region.height) };
  if (wide !== undefined) return shrink(region, Math.min(1, wide / region.width));
  if (high !== undefined) return shrink(region, Math.min(1, high / region.height));
  throw new TypeError('targetSize expects a width, a height or both');
}

function shrink({ width, height }: Bounds, scale: number): Target {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function isExtent(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function toLevel({ left, top, right, bottom }: Bounds, level: number): EdgeBounds {
  const scale = 2 ** level;
  return {
    left: Math.floor(left / scale),
    top: Math.floor(top / scale),
    right: Math.ceil(right / scale),
    bottom: Math.ceil(bottom / scale),
  };
}

/** Bounds in either of Photoshop's two forms; undefined where none were given. */
export function parseBounds(given: unknown): Bounds | undefined {
  if (given === undefined) return undefined;
  if (!isRecord(given)) throw new TypeError('Expected bounds');
  const { left, top } = given;
  const right = given['right'] ?? Number(left) + Number(given['width']);
  const bottom = given['bottom'] ?? Number(top) + Number(given['height']);
  if (![left, top, right, bottom].every(Number.isInteger))
    throw new TypeError('Expected bounds of whole pixels');
  return createBounds(Number(left), Number(top), Number(right), Number(bottom));
}
