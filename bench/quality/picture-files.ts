import sharp, { type Sharp } from 'sharp';
import {
  createAlphaMatte,
  createRgbImage,
  type AlphaMatte,
  type Extent,
  type RgbImage,
} from '../../src/raster';

/** A photograph as 8-bit sRGB, upright, three channels; stretched to `extent` where one is given. */
export async function readPhoto(path: string, extent?: Extent): Promise<RgbImage> {
  const { data: pixels, info } = await stretched(sharp(path).rotate(), extent)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return createRgbImage(info, 3, pixels);
}

/** An 8-bit grey file as a matte: 255 is 1. Stretched to `extent` where one is given. */
export async function readMatte(path: string, extent?: Extent): Promise<AlphaMatte> {
  const { data: grey, info } = await stretched(sharp(path), extent)
    .removeAlpha()
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const alpha = Float32Array.from(grey, (value) => value / 255);
  return createAlphaMatte(info, alpha);
}

function stretched(pipeline: Sharp, extent: Extent | undefined): Sharp {
  return extent ? pipeline.resize(extent.width, extent.height, { fit: 'fill' }) : pipeline;
}

export async function writePhoto(photo: RgbImage, path: string): Promise<void> {
  const { width, height, channels, pixels } = photo;
  const raw = { width, height, channels };
  await sharp(pixels, { raw }).png().toFile(path);
}

/** Writes a matte as an 8-bit grey PNG, rounded to nearest. */
export async function writeMatte(
  { width, height, alpha }: AlphaMatte,
  path: string,
): Promise<void> {
  const grey = Uint8Array.from(alpha, (value) => Math.round(value * 255));
  const raw = { width, height, channels: 1 as const };
  await sharp(grey, { raw }).toColourspace('b-w').png().toFile(path);
}

/** Writes the images side by side as one PNG, each scaled to the same height, none enlarged. Borrows them. */
export async function writeSideBySide(images: readonly RgbImage[], path: string): Promise<void> {
  const tiles = await Promise.all(images.map(toTile));
  const height = Math.max(...tiles.map(({ info }) => info.height));
  const width = tiles.reduce((sum, { info }) => sum + info.width + GAP, -GAP);
  let left = 0;
  const placed = tiles.map(({ data: input, info }) => {
    const raw = { width: info.width, height: info.height, channels: 3 as const };
    const tile = { input, raw, left, top: 0 };
    left += info.width + GAP;
    return tile;
  });
  await sharp({ create: { width, height, channels: 3, background: '#202020' } })
    .composite(placed)
    .png()
    .toFile(path);
}

const TILE = 480;
const GAP = 6;

function toTile({ width, height, channels, pixels }: RgbImage) {
  return sharp(pixels, { raw: { width, height, channels } })
    .resize(TILE, TILE, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
}
