import type { Depth } from '../api';

// Looked up once: under Jest every use of a global is slow, and these are used for every sample.
const { max, min, round } = Math;

/** Samples in the range of their depth: 0..255, 0..32768, or linear light from 0 to 1 and beyond. */
export type Samples = Uint8Array | Uint16Array | Float32Array;

/** The value of white, and of full opacity, in each depth. */
export const WHITE = { 8: 255, 16: 32768, 32: 1 } as const satisfies Record<Depth, number>;

export function createSamples(depth: Depth, length: number): Samples {
  if (depth === 8) return new Uint8Array(length);
  return depth === 16 ? new Uint16Array(length) : new Float32Array(length);
}

export function depthOf(samples: Samples): Depth {
  if (samples instanceof Uint8Array) return 8;
  return samples instanceof Uint16Array ? 16 : 32;
}

/** A sample as it is stored: whole and within range, except in 32 bits. */
export function toSample(value: number, depth: Depth): number {
  return depth === 32 ? value : max(0, min(WHITE[depth], round(value)));
}

/**
 * One sample in another depth. Colour in 32 bits is linear light and passes through the sRGB curve; alpha and masks
 * (`isLinear`) are scaled alone.
 */
export function convertSample(value: number, from: Depth, to: Depth, isLinear: boolean): number {
  if (from === to) return value;
  const unit = value / WHITE[from];
  if (isLinear || (from !== 32 && to !== 32)) return toSample(unit * WHITE[to], to);
  return to === 32 ? toLinearLight(unit) : toSample(toSrgb(unit) * WHITE[to], to);
}

/** IEC 61966-2-1, from encoded value to linear light, both in [0, 1]. */
export function toLinearLight(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

export function toSrgb(linear: number): number {
  const light = max(0, min(1, linear));
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
