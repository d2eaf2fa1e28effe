import { intersectBounds, resample, type AlphaMatte, type Bounds, type Extent } from '../raster';

/** Which rows of which layer mask. */
export interface MaskStripRequest {
  /** The document's, and so the mask's. */
  readonly extent: Extent;
  /** Where the matte lies, in document space; it may reach beyond the document. */
  readonly bounds: Bounds;
  /** The strip's first row, in document space. */
  readonly top: number;
  readonly height: number;
}

/**
 * Rows of the full-size 8-bit layer mask: the matte stretched to `bounds` (bilinear, half-pixel centres; antialiased
 * where that reduces it), times 255, rounded to nearest; 0 outside `bounds`. Strips join exactly, however the mask is cut.
 * Borrows the matte; allocates `extent.width × height` bytes. Cost is in proportion to the strip.
 * @throws RangeError when the strip leaves the document.
 */
export function renderMaskStrip(matte: AlphaMatte, request: MaskStripRequest): Uint8Array {
  const { extent, bounds, top, height } = request;
  checkStrip(request);
  const pixels = new Uint8Array(extent.width * height);
  const visible = intersectBounds(bounds, { left: 0, top, width: extent.width, height });
  if (!visible) return pixels;
  const target = {
    extent: bounds,
    part: { ...visible, left: visible.left - bounds.left, top: visible.top - bounds.top },
  };
  const offset = (visible.top - top) * extent.width + visible.left;
  resample({ ...matte, channels: 1, samples: matte.alpha }, target, (row, y) => {
    const from = offset + y * extent.width;
    for (let x = 0; x < row.length; x += 1) pixels[from + x] = row[x] * 255 + 0.5;
  });
  return pixels;
}

function checkStrip({ extent, top, height }: MaskStripRequest): void {
  if (!(Number.isInteger(top) && top >= 0 && height >= 1 && top + height <= extent.height))
    throw new RangeError(
      `Expected rows of a mask ${extent.height} high but received ${top}…${top + height}`,
    );
}
