import {
  areaOf,
  placesOf,
  type Bounds,
  type Extent,
  type Places,
  type RgbImage,
} from '../../raster';

/** A reduced picture that is put together from full-size tiles. */
export interface GuideBuilder {
  /** Borrows the image. */
  add(bounds: Bounds, image: RgbImage): void;
  /** RGBRGB…, in [0, 1], H×W×3; 0 where no tile was added. Call it once: the sums become the means. */
  finish(): Float32Array;
}

/**
 * Means of the source's pixels over the pixels of a smaller extent: each source pixel belongs to the one that holds its
 * centre, or half to each of two whose border it lies on, so that the mirrored picture has the mirrored guide. Sums of
 * whole numbers are exact in float32, so the order and size of the tiles leave no trace.
 * Allocates 16 bytes per pixel of `extent`; cost is in proportion to the tiles.
 */
export function createGuideBuilder(source: Extent, extent: Extent): GuideBuilder {
  const sums = {
    colours: new Float32Array(areaOf(extent) * 3),
    counts: new Uint32Array(areaOf(extent)),
  };
  const columns = placesOf(source.width, extent.width);
  const rows = placesOf(source.height, extent.height);
  return {
    add({ left, top }, image) {
      for (let y = 0; y < image.height; y += 1) {
        const first = rows.first[top + y] * extent.width;
        const last = rows.last[top + y] * extent.width;
        addRow(sums, first, { image, y, left, columns });
        addRow(sums, last, { image, y, left, columns });
      }
    },
    finish() {
      const { colours, counts } = sums;
      for (let i = 0; i < counts.length; i += 1) {
        if (counts[i] === 0) continue;
        for (let k = i * 3; k < i * 3 + 3; k += 1) colours[k] /= 255 * counts[i];
      }
      return colours;
    },
  };
}

interface Sums {
  readonly colours: Float32Array;
  readonly counts: Uint32Array;
}

interface ImageRow {
  readonly image: RgbImage;
  readonly y: number;
  readonly left: number;
  readonly columns: Places;
}

/** Half of a row of the image; `start` is where the target's row begins. */
function addRow(
  { colours, counts }: Sums,
  start: number,
  { image, y, left, columns }: ImageRow,
): void {
  const { width, channels, pixels } = image;
  for (let x = 0; x < width; x += 1) {
    const from = (y * width + x) * channels;
    const target = start + columns.first[left + x];
    const other = start + columns.last[left + x];
    const weight = target === other ? 2 : 1;
    colours[target * 3] += weight * pixels[from];
    colours[target * 3 + 1] += weight * pixels[from + 1];
    colours[target * 3 + 2] += weight * pixels[from + 2];
    counts[target] += weight;
    if (target === other) continue;
    colours[other * 3] += pixels[from];
    colours[other * 3 + 1] += pixels[from + 1];
    colours[other * 3 + 2] += pixels[from + 2];
    counts[other] += 1;
  }
}
