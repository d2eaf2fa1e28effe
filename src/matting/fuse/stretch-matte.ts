import { areaOf, resample, type AlphaMatte, type Extent } from '../../raster';

/** A matte's alpha at another extent, H×W, bilinear where that enlarges it. Borrows the matte; allocates one plane. */
export function stretchMatte(matte: AlphaMatte, extent: Extent): Float32Array {
  const stretched = new Float32Array(areaOf(extent));
  const source = { ...matte, channels: 1, samples: matte.alpha };
  resample(source, { extent }, (row, y) => {
    stretched.set(row, y * extent.width);
  });
  return stretched;
}
