import type { Part } from './chord-maxima';

/** Places on a circle are kept in 1/128 of a pixel: a sample's four weights then stay whole and their sum 2^14. */
const STEPS = 128;
const ONE_SHIFT = 14;

/** A bilinear sample of a plane: the place of its top left pixel from the middle, and the weights of the four. */
export interface RimSample {
  readonly place: number;
  readonly stride: number;
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
}

/**
 * Bilinear samples around a circle of `radius` pixels in a plane of rows `stride` apart, dense enough that the polygon
 * through them falls short of the circle by at most 0.02 pixels. They mirror each other exactly.
 */
export function rimOf(radius: number, stride: number): readonly RimSample[] {
  const eighth = Math.ceil(2 * Math.sqrt(radius));
  const samples = new Map<string, RimSample>();
  for (let i = 0; i <= eighth; i += 1) {
    const angle = (i * Math.PI) / (4 * eighth);
    const x = Math.round(radius * STEPS * Math.cos(angle));
    const y = Math.round(radius * STEPS * Math.sin(angle));
    for (const [dx, dy] of mirrored(x, y)) samples.set(`${dx} ${dy}`, sampleAt(dx, dy, stride));
  }
  return [...samples.values()];
}

/**
 * Raises a part of `values` to the largest sample on the rim around each. The first of `values` lies at `at` in the padded
 * plane. Allocates 4 bytes per pixel of the part.
 */
export function raiseToRim(
  values: Uint16Array,
  { from, to }: Part,
  { source, at, rim }: { source: Uint16Array; at: number; rim: readonly RimSample[] },
): void {
  const most = new Int32Array(to - from);
  for (let x = from; x < to; x += 1) most[x - from] = values[x] << ONE_SHIFT;
  for (const sample of rim) raiseToSample(most, sample, source, at + from);
  const half = 1 << (ONE_SHIFT - 1);
  for (let x = from; x < to; x += 1) values[x] = (most[x - from] + half) >> ONE_SHIFT;
}

function raiseToSample(
  most: Int32Array,
  { place, stride, topLeft, topRight, bottomLeft, bottomRight }: RimSample,
  source: Uint16Array,
  at: number,
): void {
  const top = at + place;
  const bottom = top + stride;
  for (let x = 0; x < most.length; x += 1) {
    const value =
      topLeft * source[top + x] +
      topRight * source[top + x + 1] +
      bottomLeft * source[bottom + x] +
      bottomRight * source[bottom + x + 1];
    if (value > most[x]) most[x] = value;
  }
}

/** A place of the first eighth of a turn, and its images in the other seven. */
function mirrored(x: number, y: number): [number, number][] {
  const pairs: [number, number][] = [
    [x, y],
    [y, x],
  ];
  return pairs.flatMap(([dx, dy]): [number, number][] => [
    [dx, dy],
    [-dx, dy],
    [dx, -dy],
    [-dx, -dy],
  ]);
}

/** `dx` and `dy` are in steps. */
function sampleAt(dx: number, dy: number, stride: number): RimSample {
  const left = Math.floor(dx / STEPS);
  const top = Math.floor(dy / STEPS);
  const right = dx - left * STEPS;
  const bottom = dy - top * STEPS;
  return {
    place: top * stride + left,
    stride,
    topLeft: (STEPS - right) * (STEPS - bottom),
    topRight: right * (STEPS - bottom),
    bottomLeft: (STEPS - right) * bottom,
    bottomRight: right * bottom,
  };
}
