import { intersectBounds, isSameExtent } from '../../raster';
import { renderMaskStrip, type MaskStripRequest } from '../render-mask-strip';
import type { RefinedMatte, RefinedTile } from './refined-matte';

/**
 * Rows of the full-size 8-bit layer mask, as renderMaskStrip gives them, with the refined tiles laid over the stretched
 * coarse matte. Strips join exactly, however the mask is cut. Borrows the matte; allocates `extent.width × height` bytes.
 * @throws RangeError when the strip leaves the document, or the bounds are not of the refined matte's extent.
 */
export function renderRefinedStrip(matte: RefinedMatte, request: MaskStripRequest): Uint8Array {
  const { bounds } = request;
  if (!isSameExtent(bounds, matte.extent))
    throw new RangeError(
      `Expected bounds of ${matte.extent.width}×${matte.extent.height} but received ${bounds.width}×${bounds.height}`,
    );
  const pixels = renderMaskStrip(matte.coarse, request);
  for (const tile of matte.tiles) layTile(pixels, tile, request);
  return pixels;
}

function layTile(pixels: Uint8Array, tile: RefinedTile, request: MaskStripRequest): void {
  const { extent, bounds, top, height } = request;
  const placed = {
    ...tile.bounds,
    left: tile.bounds.left + bounds.left,
    top: tile.bounds.top + bounds.top,
  };
  const visible = intersectBounds(placed, { left: 0, top, width: extent.width, height });
  if (!visible) return;
  for (let y = 0; y < visible.height; y += 1) {
    const from = (visible.top + y - placed.top) * placed.width + visible.left - placed.left;
    const row = tile.mask.subarray(from, from + visible.width);
    pixels.set(row, (visible.top + y - top) * extent.width + visible.left);
  }
}
