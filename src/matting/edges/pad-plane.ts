import type { Extent } from '../../raster';

/**
 * A copy of one channel, H×W, with `padding` more pixels on every side, where the outermost rows and columns repeat: a
 * subject that is cut by the border goes on beyond it. Borrows the plane; allocates the copy, (H + 2·padding) ×
 * (W + 2·padding).
 */
export function padPlane<Plane extends Uint8Array | Uint16Array>(
  plane: Plane,
  { width, height }: Extent,
  padding: number,
): Plane {
  const stride = width + 2 * padding;
  const padded = new (plane.constructor as new (length: number) => Plane)(
    stride * (height + 2 * padding),
  );
  for (let y = 0; y < height; y += 1) {
    const at = (y + padding) * stride;
    const row = plane.subarray(y * width, (y + 1) * width);
    padded.fill(row[0], at, at + padding);
    padded.set(row, at + padding);
    padded.fill(row[width - 1], at + padding + width, at + stride);
  }
  const top = padding * stride;
  const bottom = (padding + height - 1) * stride;
  for (let y = 1; y <= padding; y += 1) {
    padded.copyWithin(top - y * stride, top, top + stride);
    padded.copyWithin(bottom + y * stride, bottom, bottom + stride);
  }
  return padded;
}
