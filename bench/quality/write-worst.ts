import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { areaOf, createRgbImage, type AlphaMatte, type RgbImage } from '../../src/raster';
import { keyOf, methodNamed, toOutput, type Measurement } from './measure';
import type { MethodOutput } from './methods';
import type { Networks } from './networks';
import { readMatte, readPhoto, writeSideBySide } from './picture-files';

const SHOWN = 10;

/**
 * Writes the pictures in which a method's MSE is largest as FOLDER/METHOD/RANK-SOURCE__NAME.png: photo, truth, matte,
 * cut-out over checks. Fair pictures only: elsewhere the worst is always another subject.
 */
export async function writeWorst(
  measurements: readonly Measurement[],
  method: string,
  { folder, networks }: { readonly folder: string; readonly networks: Networks },
): Promise<void> {
  const mseOf = ({ scores }: Measurement): number => scores[method].mse ?? 0;
  const worst = measurements
    .filter(({ isFair }) => isFair)
    .sort((a, b) => mseOf(b) - mseOf(a))
    .slice(0, SHOWN);
  await mkdir(join(folder, method), { recursive: true });
  for (const [index, { sample }] of worst.entries()) {
    const photo = await readPhoto(sample.image);
    const truth = await readMatte(sample.truth);
    const seen = networks.outputsFor(keyOf(sample), photo);
    const output = toOutput(await methodNamed(method)(photo, seen));
    const rank = String(index + 1).padStart(2, '0');
    await writeSideBySide(
      [photo, toGrey(truth), toGrey({ ...truth, alpha: output.alpha }), overChecks(photo, output)],
      join(folder, method, `${rank}-${keyOf(sample)}.png`),
    );
  }
}

function toGrey({ width, height, alpha }: AlphaMatte): RgbImage {
  const pixels = new Uint8Array(alpha.length * 3);
  alpha.forEach((value, i) => pixels.fill(Math.round(value * 255), i * 3, i * 3 + 3));
  return createRgbImage({ width, height }, 3, pixels);
}

/** Sixteen squares along the longer side, so that they are seen at any size. */
function overChecks(photo: RgbImage, { alpha, foreground = photo.pixels }: MethodOutput): RgbImage {
  const { width } = photo;
  const side = Math.max(1, Math.round(Math.max(width, photo.height) / 16));
  const pixels = new Uint8Array(areaOf(photo) * 3);
  for (let i = 0; i < alpha.length; i += 1) {
    const isDark = (Math.floor((i % width) / side) + Math.floor(i / width / side)) % 2 === 0;
    const paper = (isDark ? 150 : 230) * (1 - alpha[i]);
    for (let at = i * 3; at < i * 3 + 3; at += 1)
      pixels[at] = Math.round(alpha[i] * foreground[at] + paper);
  }
  return createRgbImage(photo, 3, pixels);
}
