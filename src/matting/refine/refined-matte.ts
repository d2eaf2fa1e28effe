import type { AlphaMatte, Bounds, Extent } from '../../raster';

/** A square of the source that holds a part of the band; pixels outside the band equal the coarse matte stretched. */
export interface RefinedTile {
  /** In source pixels. */
  readonly bounds: Bounds;
  /** Alpha times 255, rounded to nearest; rows from top to bottom. */
  readonly mask: Uint8Array;
}

/** A matte at the source's full extent, of which only the unknown band is kept at that extent. */
export interface RefinedMatte {
  /** The source's. */
  readonly extent: Extent;
  /** Borrowed from the caller of refineBand. */
  readonly coarse: AlphaMatte;
  /** They do not overlap. */
  readonly tiles: readonly RefinedTile[];
}
