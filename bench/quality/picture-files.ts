import sharp from 'sharp';
import { createAlphaMatte, createRgbImage, type AlphaMatte, type RgbImage } from '../../src/raster';

/** A photograph as 8-bit sRGB, upright, three channels. */
export async function readPhoto(path: string): Promise<RgbImage> {
  const { data: pixels, info } = await sharp(path)
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return createRgbImage(info, 3, pixels);
}

/** An 8-bit grey file as a matte: 255 is 1. */
export async function readMatte(path: string): Promise<AlphaMatte> {
  const { data: grey, info } = await sharp(path)
    .removeAlpha()
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return createAlphaMatte(
    info,
    Float32Array.from(grey, (value) => value / 255),
  );
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
