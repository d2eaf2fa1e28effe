import { areaOf, createRgbImage, type AlphaMatte, type RgbImage } from '../../src/raster';
import { extendColours } from './extend-colours';

/** A picture of which everything is known: picture = α·foreground + (1 − α)·background, rounded to 8 bits. */
export interface Composite {
  readonly picture: RgbImage;
  readonly foreground: RgbImage;
}

/** A photograph and its true matte, of one extent. */
export interface Labelled {
  readonly photo: RgbImage;
  readonly truth: AlphaMatte;
}

const OPAQUE = 0.99;
const CLEAR = 0.01;

/**
 * The subject of one photograph before the background of another of the same extent. Foreground colours are known where
 * the truth is opaque and run on from there; background colours likewise from where it is clear. Blended in sRGB values.
 * Borrows both; `undefined` where either has nothing to start from.
 */
export function compose(subject: Labelled, scene: Labelled): Composite | undefined {
  const isForeground = markWhere(subject.truth, (alpha) => alpha >= OPAQUE);
  const isBackground = markWhere(scene.truth, (alpha) => alpha <= CLEAR);
  if (!isForeground.includes(1) || !isBackground.includes(1)) return undefined;
  const foreground = extendColours(subject.photo, isForeground);
  const background = extendColours(scene.photo, isBackground);
  const pixels = new Uint8Array(areaOf(subject.photo) * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    const alpha = subject.truth.alpha[Math.floor(at / 3)];
    pixels[at] = Math.round(alpha * foreground[at] + (1 - alpha) * background[at]);
  }
  const rgb = (values: Uint8Array) => createRgbImage(subject.photo, 3, values);
  return { picture: rgb(pixels), foreground: rgb(foreground) };
}

function markWhere({ alpha }: AlphaMatte, isMarked: (value: number) => boolean): Uint8Array {
  return Uint8Array.from(alpha, (value) => (isMarked(value) ? 1 : 0));
}
