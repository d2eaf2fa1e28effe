import { isSameExtent, type Extent } from '../../raster';

/** @throws RangeError when two mattes that belong together have different extents. */
export function checkExtent(matte: Extent, other: Extent): void {
  if (!isSameExtent(matte, other))
    throw new RangeError(
      `Expected two mattes of ${matte.width}×${matte.height} but received ${other.width}×${other.height}`,
    );
}
