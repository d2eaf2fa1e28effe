import { createAlphaMatte, type AlphaMatte } from '../../raster';

/**
 * Mirrors planes left to right, in place: a matte, or all planes of an NCHW tensor at once, since their rows lie end to
 * end. `values` holds whole rows of `width` values; any range. Mirroring twice gives back every value. Cost: one pass.
 * @throws RangeError when `values` is not whole rows.
 */
export function mirrorRows(values: Float32Array, width: number): void {
  if (!(width >= 1 && values.length % width === 0))
    throw new RangeError(`Expected rows of ${width} values but received ${values.length} values`);
  for (let start = 0; start < values.length; start += width)
    values.subarray(start, start + width).reverse();
}

/** A matte of a mirrored picture, the right way round. Borrows it; allocates another. */
export function mirrorBack(matte: AlphaMatte): AlphaMatte {
  const alpha = matte.alpha.slice();
  mirrorRows(alpha, matte.width);
  return createAlphaMatte(matte, alpha);
}
