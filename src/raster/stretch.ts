import { areaOf, type Extent } from './extent';
import type { AlphaMatte } from './image';
import { resample, type Samples } from './resample';

/**
 * All of the samples at another extent, chunky, in the source's range and rounded to float32; bilinear where that
 * enlarges them, see resample. Borrows the source; allocates 4 bytes per sample of `extent`.
 * @throws RangeError when the samples do not fit their extent.
 */
export function stretch(source: Samples, extent: Extent): Float32Array {
  const stretched = new Float32Array(areaOf(extent) * source.channels);
  resample(source, { extent }, (row, y) => {
    stretched.set(row, y * row.length);
  });
  return stretched;
}

/** A matte's alpha at another extent, H×W. Borrows the matte; allocates one plane. */
export function stretchMatte({ width, height, alpha }: AlphaMatte, extent: Extent): Float32Array {
  return stretch({ width, height, channels: 1, samples: alpha }, extent);
}
