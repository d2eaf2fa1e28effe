import type { Extent } from '../../raster';

/** 8-bit samples, 0…255, or 16-bit ones, 0…65535. */
export type ColourSamples = Uint8Array | Uint16Array;

/**
 * Straight colours as a file or a layer holds them, in whatever profile, chunky, rows from top to bottom. One channel is
 * grey, three are RGB; a second or a fourth is alpha. An RgbImage is one. `pixels.length === width × height × channels`.
 */
export interface ColourImage<Samples extends ColourSamples = ColourSamples> extends Extent {
  readonly channels: 1 | 2 | 3 | 4;
  readonly pixels: Samples;
}

/** How many of the channels are colours. */
export function colourChannelsOf({ channels }: ColourImage): 1 | 3 {
  return channels < 3 ? 1 : 3;
}

/** The sample that is white. */
export function whiteOf(samples: ColourSamples): number {
  return samples instanceof Uint8Array ? 255 : 65535;
}
