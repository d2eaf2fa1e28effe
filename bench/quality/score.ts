import type { AlphaMatte, RgbImage } from '../../src/raster';
import type { MethodOutput } from './methods';
import {
  connectivityError,
  fringeError,
  gradientError,
  gradientMagnitude,
  intersectionOverUnion,
  matteError,
  zoneErrors,
  zonesOf,
  type Zones,
} from './metrics';

/** The measures in the order in which they are printed; less is better in all but `iou`. */
export const MEASURES = [
  'sad',
  'mse',
  'grad',
  'conn',
  'mae',
  'band',
  'iou',
  'veil',
  'dirt',
  'fringe',
] as const;

export type Measure = (typeof MEASURES)[number];

/** `undefined` where a picture has nothing to measure it in, or its true foreground is not known. */
export type Scores = Readonly<Record<Measure, number | undefined>>;

/** What every method is compared with on one picture, and what follows from it alone. */
export interface Truth {
  readonly matte: AlphaMatte;
  readonly gradient: Float32Array;
  readonly zones: Zones;
  /** The true foreground's colours, chunky RGB. */
  readonly foreground?: Uint8Array;
}

/** Takes ownership of both. */
export function toTruth(matte: AlphaMatte, foreground?: RgbImage): Truth {
  return {
    matte,
    gradient: gradientMagnitude(matte.alpha, matte),
    zones: zonesOf(matte.alpha, matte),
    ...(foreground ? { foreground: foreground.pixels } : {}),
  };
}

/**
 * All measures of one matte. Borrows all.
 * @throws RangeError when the matte is not of the truth's extent or leaves [0, 1]: no measure means anything then.
 */
export function score(photo: RgbImage, output: MethodOutput, truth: Truth): Scores {
  const { alpha } = output;
  const { matte, zones } = truth;
  checkMatte(alpha, matte.alpha.length);
  const cutOut = { alpha, rgb: output.foreground ?? photo.pixels };
  return {
    ...matteError(alpha, matte.alpha),
    grad: gradientError(gradientMagnitude(alpha, matte), truth.gradient),
    conn: connectivityError(alpha, matte.alpha, matte),
    iou: intersectionOverUnion(alpha, matte.alpha),
    ...zoneErrors(alpha, matte.alpha, zones),
    fringe:
      truth.foreground &&
      fringeError(cutOut, { alpha: matte.alpha, rgb: truth.foreground }, zones.fringe),
  };
}

function checkMatte(alpha: Float32Array, length: number): void {
  if (alpha.length !== length)
    throw new RangeError(`Expected ${length} pixels but the method gave ${alpha.length}`);
  const wrong = alpha.findIndex((value) => !(value >= 0 && value <= 1));
  if (wrong >= 0) throw new RangeError(`The method gave ${alpha[wrong]} at pixel ${wrong}`);
}
