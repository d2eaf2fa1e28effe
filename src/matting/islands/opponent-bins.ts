import { areaOf, type RgbImage } from '../../raster';

/** Bins along each axis. */
const SIDE = 16;

/** How many bins there are. */
export const BIN_COUNT = SIDE ** 3;

/** Chroma at which half of the axis is used up: greys and skin get fine bins, loud colours coarse ones. */
const HALF_CHROMA = 64;

/**
 * The bin of each pixel's colour, H×W, in [0, 4096): lightness (R + G + B) / 3 in 16 equal steps, and two opponent
 * chromas, R − G and (R + G) / 2 − B, in 16 steps of c / (|c| + 64). On gamma-encoded sRGB, whose steps an eye sees as about
 * even; opponent axes after Ohta, Kanade and Sakai (Computer Graphics and Image Processing 13, 1980). Straight colour; an
 * alpha channel is ignored. Borrows the picture, allocates two bytes a pixel. Cost: one pass.
 */
export function opponentBins({ pixels, channels, ...extent }: RgbImage): Uint16Array {
  const bins = new Uint16Array(areaOf(extent));
  for (let i = 0; i < bins.length; i += 1) {
    const red = pixels[i * channels];
    const green = pixels[i * channels + 1];
    const blue = pixels[i * channels + 2];
    const lightness = Math.trunc(((red + green + blue) * SIDE) / 768);
    const redGreen = CHROMA_BINS[2 * (red - green) + 510];
    const yellowBlue = CHROMA_BINS[red + green - 2 * blue + 510];
    bins[i] = (lightness * SIDE + redGreen) * SIDE + yellowBlue;
  }
  return bins;
}

/** By twice the chroma, from −510 up. */
const CHROMA_BINS = Uint8Array.from({ length: 1021 }, (_, at) => {
  const chroma = (at - 510) / 2;
  const bent = chroma / (Math.abs(chroma) + HALF_CHROMA);
  const most = 255 / (255 + HALF_CHROMA);
  return Math.min(SIDE - 1, Math.trunc(((bent / most + 1) / 2) * SIDE));
});

/**
 * Spreads counts to the neighbouring bins in place, by (1, 2, 1) / 4 along each axis, so that one colour with noise on it
 * is one hill. What would leave the cube stays at its border, so that the sum holds. `counts` 4096 long; allocates nothing.
 */
export function smoothBins(counts: Float32Array): void {
  for (const stride of [1, SIDE, SIDE * SIDE])
    for (let start = 0; start < BIN_COUNT; start += 1)
      if (Math.trunc(start / stride) % SIDE === 0) smoothLine(counts, start, stride);
}

function smoothLine(counts: Float32Array, start: number, stride: number): void {
  let before = counts[start];
  for (let step = 0; step < SIDE; step += 1) {
    const at = start + step * stride;
    const own = counts[at];
    const after = step < SIDE - 1 ? counts[at + stride] : own;
    counts[at] = (before + 2 * own + after) / 4;
    before = own;
  }
}
