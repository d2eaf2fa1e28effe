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
  /** Borrows the image, which lies at `bounds`; of it only `parts` count, in source pixels, which must not overlap. */
  add(bounds: Bounds, image: RgbImage, parts?: readonly Bounds[]): void;
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
    width: extent.width,
  };
  const columns = placesOf(source.width, extent.width);
  const rows = placesOf(source.height, extent.height);
  return {
    add(bounds, image, parts = [bounds]) {
      for (const part of parts) addPart(sums, { image, bounds, part }, { columns, rows });
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
  /** In quarters of a pixel. */
  readonly counts: Uint32Array;
  readonly width: number;
}

interface ImagePart {
  readonly image: RgbImage;
  /** The image's, and of it the part that counts; in source pixels. */
  readonly bounds: Bounds;
  readonly part: Bounds;
}

function addPart(
  sums: Sums,
  { image, bounds, part }: ImagePart,
  { columns, rows }: Record<'columns' | 'rows', Places>,
): void {
  const { pixels, channels, width } = image;
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const from = ((y - bounds.top) * width + part.left - bounds.left) * channels;
    const isWhole = rows.first[y] === rows.last[y];
    const row = { pixels, channels, from, left: part.left, right: part.left + part.width };
    addRow(sums, row, { start: rows.first[y] * sums.width, share: isWhole ? 2 : 1, columns });
    if (!isWhole) addRow(sums, row, { start: rows.last[y] * sums.width, share: 1, columns });
  }
}

interface RowPart {
  readonly pixels: Uint8Array;
  readonly channels: number;
  /** Of the first pixel's samples. */
  readonly from: number;
  /** Source columns, half-open. */
  readonly left: number;
  readonly right: number;
}

interface TargetRow {
  /** Where the target's row begins. */
  readonly start: number;
  /** Halves that it takes of the source's row. */
  readonly share: number;
  readonly columns: Places;
}

/** A pixel weighs four: two halves across by two down. */
function addRow(
  sums: Sums,
  { pixels, channels, from, left, right }: RowPart,
  { start, share, columns: { first, last } }: TargetRow,
): void {
  const { colours, counts } = sums;
  for (let x = left, sample = from; x < right; x += 1, sample += channels) {
    const target = start + first[x];
    const isWhole = first[x] === last[x];
    const weight = isWhole ? 2 * share : share;
    const slot = target * 3;
    colours[slot] += weight * pixels[sample];
    colours[slot + 1] += weight * pixels[sample + 1];
    colours[slot + 2] += weight * pixels[sample + 2];
    counts[target] += weight;
    if (isWhole) continue;
    colours[slot + 3] += weight * pixels[sample];
    colours[slot + 4] += weight * pixels[sample + 1];
    colours[slot + 5] += weight * pixels[sample + 2];
    counts[target + 1] += weight;
  }
}
