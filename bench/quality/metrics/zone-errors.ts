import type { Zones } from './zones';

/** `undefined` where the image has no such zone. */
export interface ZoneErrors {
  /** Mean absolute error within 10 px of the true edge. */
  readonly band: number | undefined;
  /** Part of the true interior that is less than 0.98 opaque. */
  readonly veil: number | undefined;
  /** Part of the true exterior that is more than 0.02 opaque. */
  readonly dirt: number | undefined;
}

const SOLID = 0.98;
const EMPTY = 0.02;

/** Borrows all. What counts as solid and as empty is what an eye sees on black and on white. */
export function zoneErrors(alpha: Float32Array, truth: Float32Array, zones: Zones): ZoneErrors {
  return {
    band: meanIn(zones.band, (i) => Math.abs(alpha[i] - truth[i])),
    veil: meanIn(zones.interior, (i) => (alpha[i] < SOLID ? 1 : 0)),
    dirt: meanIn(zones.exterior, (i) => (alpha[i] > EMPTY ? 1 : 0)),
  };
}

function meanIn(zone: Uint8Array, valueAt: (pixel: number) => number): number | undefined {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < zone.length; i += 1) {
    if (zone[i] === 0) continue;
    sum += valueAt(i);
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}
