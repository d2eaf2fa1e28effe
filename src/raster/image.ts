import type { Extent } from './extent';

/**
 * 8-bit sRGB pixels, chunky (RGBRGB… or RGBARGBA…), rows from top to bottom; with 4 channels the alpha is straight.
 * `pixels.length === width × height × channels`.
 */
export interface RgbImage extends Extent {
  readonly channels: 3 | 4;
  readonly pixels: Uint8Array;
}

/** One float per pixel: the fraction of the pixel that is foreground, in [0, 1]. Rows from top to bottom. */
export interface AlphaMatte extends Extent {
  readonly alpha: Float32Array;
}

/**
 * Takes ownership of `pixels`.
 * @throws RangeError when the length does not fit the extent and channels.
 */
export function createRgbImage(extent: Extent, channels: 3 | 4, pixels: Uint8Array): RgbImage {
  checkLength('RGB image', extent, channels, pixels.length);
  return { width: extent.width, height: extent.height, channels, pixels };
}

/**
 * Takes ownership of `alpha`.
 * @throws RangeError when the length does not fit the extent.
 */
export function createAlphaMatte(extent: Extent, alpha: Float32Array): AlphaMatte {
  checkLength('alpha matte', extent, 1, alpha.length);
  return { width: extent.width, height: extent.height, alpha };
}

function checkLength(what: string, extent: Extent, channels: number, length: number): void {
  const { width, height } = extent;
  const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!isWhole || length !== width * height * channels)
    throw new RangeError(
      `Expected ${width}×${height}×${channels} values for an ${what} but received ${length}`,
    );
}
