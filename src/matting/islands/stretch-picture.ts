import {
  areaOf,
  createRgbImage,
  flattenOverWhite,
  isSameExtent,
  resample,
  type Extent,
  type RgbImage,
} from '../../raster';

/**
 * The picture on white paper at another extent, three channels, rounded to nearest. Returns a picture that is so already as
 * it is, else allocates.
 */
export function stretchPicture(picture: RgbImage, { width, height }: Extent): RgbImage {
  const flat = flattenOverWhite(picture);
  const extent = { width, height };
  if (isSameExtent(flat, extent)) return flat;
  const pixels = new Uint8Array(areaOf(extent) * 3);
  resample({ ...flat, samples: flat.pixels }, { extent }, (row, y) => {
    const start = y * row.length;
    for (let i = 0; i < row.length; i += 1) pixels[start + i] = Math.round(row[i]);
  });
  return createRgbImage(extent, 3, pixels);
}
