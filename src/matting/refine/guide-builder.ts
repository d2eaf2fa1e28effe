import { areaOf, type Bounds, type Extent, type RgbImage } from '../../raster';

/** A reduced picture that is put together from full-size tiles. */
export interface GuideBuilder {
  /** Borrows the image. */
  add(bounds: Bounds, image: RgbImage): void;
  /** RGBRGB…, in [0, 1], H×W×3; 0 where no tile was added. Call it once: the sums become the means. */
  finish(): Float32Array;
}

/**
 * Means of the source's pixels over the pixels of a smaller extent: each source pixel belongs to the one that holds its
 * centre. Sums of whole numbers are exact in float32, so the order and size of the tiles leave no trace.
 * Allocates 14 bytes per pixel of `extent`; cost is in proportion to the tiles.
 */
export function createGuideBuilder(source: Extent, extent: Extent): GuideBuilder {
  const sums = new Float32Array(areaOf(extent) * 3);
  const counts = new Uint16Array(areaOf(extent));
  const columns = centresOf(source.width, extent.width);
  const rows = centresOf(source.height, extent.height);
  return {
    add({ left, top }, { width, height, channels, pixels }) {
      for (let y = 0; y < height; y += 1) {
        const start = rows[top + y] * extent.width;
        for (let x = 0; x < width; x += 1) {
          const target = start + columns[left + x];
          const from = (y * width + x) * channels;
          sums[target * 3] += pixels[from];
          sums[target * 3 + 1] += pixels[from + 1];
          sums[target * 3 + 2] += pixels[from + 2];
          counts[target] += 1;
        }
      }
    },
    finish() {
      for (let i = 0; i < sums.length; i += 1) {
        const count = counts[Math.floor(i / 3)];
        if (count > 0) sums[i] /= 255 * count;
      }
      return sums;
    },
  };
}

/** For each source pixel of one axis, the pixel of the smaller one that holds its centre. */
function centresOf(source: number, target: number): Int32Array {
  return Int32Array.from({ length: source }, (_, i) => Math.floor(((i + 0.5) * target) / source));
}
