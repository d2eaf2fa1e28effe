import type { Depth } from '../api';
import {
  type Bounds,
  EMPTY_BOUNDS,
  createBounds,
  intersectBounds,
  isEmptyBounds,
  isSameBounds,
} from './bounds';
import { type Samples, WHITE, convertSample, createSamples, depthOf, toSample } from './samples';

/** 1 gray or mask, 2 gray and alpha, 3 RGB, 4 RGB and straight alpha. */
export type Channels = 1 | 2 | 3 | 4;

/**
 * Pixels of one rectangle of the document: chunky, rows from top to bottom, `samples.length` is width × height ×
 * channels. Never written to after it was made, so that documents, history and caches can share it.
 */
export interface PixelPlane {
  readonly bounds: Bounds;
  readonly channels: Channels;
  readonly samples: Samples;
}

export function hasAlpha({ channels }: { readonly channels: Channels }): boolean {
  return channels === 2 || channels === 4;
}

/** The part of a plane inside `bounds`; shares the samples when that is all of it. */
export function cropPlane(plane: PixelPlane, bounds: Bounds): PixelPlane {
  const inside = intersectBounds(plane.bounds, bounds);
  if (isSameBounds(inside, plane.bounds)) return plane;
  const samples = createSamples(depthOf(plane.samples), area(inside) * plane.channels);
  const cropped = { ...plane, bounds: inside, samples };
  copyRows(plane, cropped, inside);
  return cropped;
}

/** `front` in place of what `back` has in its rectangle: the plane of both, transparent or `fill` in between. */
export function pastePlane(back: PixelPlane, front: PixelPlane, bounds: Bounds): PixelPlane {
  const samples = createSamples(depthOf(back.samples), area(bounds) * back.channels);
  const pasted = { ...back, bounds, samples };
  copyRows(back, pasted, intersectBounds(back.bounds, bounds));
  copyRows(front, pasted, intersectBounds(front.bounds, bounds));
  return pasted;
}

/** Without its fully transparent margins; undefined where nothing is left. */
export function trimPlane(plane: PixelPlane): PixelPlane | undefined {
  if (!hasAlpha(plane)) return isEmptyBounds(plane.bounds) ? undefined : plane;
  const inked = inkedBounds(plane);
  return isEmptyBounds(inked) ? undefined : cropPlane(plane, inked);
}

export function convertDepth(plane: PixelPlane, depth: Depth): PixelPlane {
  const from = depthOf(plane.samples);
  if (from === depth) return plane;
  const { samples, channels } = plane;
  const converted = createSamples(depth, samples.length);
  const alpha = hasAlpha(plane) ? channels - 1 : -1;
  for (let index = 0; index < samples.length; index += 1)
    converted[index] = convertSample(samples[index] ?? 0, from, depth, index % channels === alpha);
  return { ...plane, samples: converted };
}

/** A mask's samples in another depth: linear, whatever the depths. */
export function convertMaskDepth(plane: PixelPlane, depth: Depth): PixelPlane {
  const from = depthOf(plane.samples);
  if (from === depth) return plane;
  const converted = createSamples(depth, plane.samples.length);
  for (let index = 0; index < converted.length; index += 1)
    converted[index] = convertSample(plane.samples[index] ?? 0, from, depth, true);
  return { ...plane, samples: converted };
}

/**
 * The same pixels with other channels. RGB becomes gray by the luma weights of Rec. 601; an alpha that is dropped is
 * forgotten, one that is missing is full.
 */
export function convertChannels(plane: PixelPlane, channels: Channels): PixelPlane {
  if (plane.channels === channels) return plane;
  const depth = depthOf(plane.samples);
  const samples = createSamples(depth, area(plane.bounds) * channels);
  const converted = { ...plane, channels, samples };
  if (channels > 2) convertToRgb(plane, samples, channels);
  else convertToGray(plane, samples, channels);
  if (hasAlpha(converted)) copyAlpha(plane, samples, channels);
  return converted;
}

function convertToRgb({ samples, channels }: PixelPlane, into: Samples, wanted: number): void {
  const isGray = channels < 3;
  const pixels = into.length / wanted;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * channels;
    const to = pixel * wanted;
    into[to] = samples[from] ?? 0;
    into[to + 1] = samples[isGray ? from : from + 1] ?? 0;
    into[to + 2] = samples[isGray ? from : from + 2] ?? 0;
  }
}

function convertToGray({ samples, channels }: PixelPlane, into: Samples, wanted: number): void {
  const depth = depthOf(samples);
  const pixels = into.length / wanted;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const from = pixel * channels;
    const red = samples[from] ?? 0;
    into[pixel * wanted] =
      channels < 3 ? red : luma(red, samples[from + 1] ?? 0, samples[from + 2] ?? 0, depth);
  }
}

function copyAlpha(plane: PixelPlane, into: Samples, wanted: number): void {
  const { samples, channels } = plane;
  const full = WHITE[depthOf(samples)];
  const isCopied = hasAlpha(plane);
  const pixels = into.length / wanted;
  for (let pixel = 1; pixel <= pixels; pixel += 1)
    into[pixel * wanted - 1] = isCopied ? (samples[pixel * channels - 1] ?? 0) : full;
}

/** Blended over white and without its alpha. */
export function matteOnWhite(plane: PixelPlane): PixelPlane {
  if (!hasAlpha(plane)) return plane;
  const depth = depthOf(plane.samples);
  const white = WHITE[depth];
  const blended = plane.samples.slice();
  const colours = plane.channels - 1;
  for (let pixel = 0; pixel < area(plane.bounds); pixel += 1) {
    const at = pixel * plane.channels;
    const alpha = (blended[at + colours] ?? 0) / white;
    for (let channel = 0; channel < colours; channel += 1) {
      const mixed = (blended[at + channel] ?? 0) * alpha + white * (1 - alpha);
      blended[at + channel] = toSample(mixed, depth);
    }
  }
  return convertChannels({ ...plane, samples: blended }, colours === 3 ? 3 : 1);
}

function luma(red: number, green: number, blue: number, depth: Depth): number {
  if (red === green && green === blue) return red;
  return toSample(0.299 * red + 0.587 * green + 0.114 * blue, depth);
}

function area({ width, height }: Bounds): number {
  return width * height;
}

function copyRows(from: PixelPlane, to: PixelPlane, inside: Bounds): void {
  const length = inside.width * from.channels;
  for (let row = inside.top; row < inside.bottom; row += 1) {
    const start = offsetOf(from, inside.left, row);
    to.samples.set(from.samples.subarray(start, start + length), offsetOf(to, inside.left, row));
  }
}

function offsetOf({ bounds, channels }: PixelPlane, column: number, row: number): number {
  return ((row - bounds.top) * bounds.width + column - bounds.left) * channels;
}

function inkedBounds({ bounds, channels, samples }: PixelPlane): Bounds {
  let [left, top, right, bottom] = [bounds.width, bounds.height, 0, 0];
  for (let row = 0; row < bounds.height; row += 1) {
    const start = row * bounds.width;
    let first = 0;
    while (first < bounds.width && samples[(start + first + 1) * channels - 1] === 0) first += 1;
    if (first === bounds.width) continue;
    let last = bounds.width - 1;
    while (samples[(start + last + 1) * channels - 1] === 0) last -= 1;
    [left, top] = [Math.min(left, first), Math.min(top, row)];
    [right, bottom] = [Math.max(right, last + 1), row + 1];
  }
  return right === 0
    ? EMPTY_BOUNDS
    : createBounds(bounds.left + left, bounds.top + top, bounds.left + right, bounds.top + bottom);
}
