import type { Extent } from '../../../src/raster';

/**
 * The pixels of which some 1 of the mask is at most `radius` away (Euclidean, between centres): a dilation by a disc.
 * The mask's own ones are among them. Borrows the mask, allocates; costs about 2·radius steps a pixel.
 */
export function dilate(mask: Uint8Array, extent: Extent, radius: number): Uint8Array {
  const { width, height } = extent;
  const vertical = verticalDistances(mask, extent, radius);
  const near = new Uint8Array(mask.length);
  // How far down or up a 1 may be, for each step to the side.
  const reach = Array.from({ length: radius + 1 }, (_, dx) => Math.sqrt(radius ** 2 - dx ** 2));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const distance = vertical[y * width + x];
      if (distance > radius) continue;
      let dx = 0;
      while (dx < radius && reach[dx + 1] >= distance) dx += 1;
      for (let n = Math.max(0, x - dx); n <= Math.min(width - 1, x + dx); n += 1)
        near[y * width + n] = 1;
    }
  return near;
}

/** Pixels up or down to the nearest 1 in the same column; `radius + 1` stands for everything beyond. */
function verticalDistances(mask: Uint8Array, { width }: Extent, radius: number): Uint16Array {
  const far = radius + 1;
  const distances = Uint16Array.from(mask, (value) => (value ? 0 : far));
  for (let i = width; i < distances.length; i += 1)
    distances[i] = Math.min(distances[i], distances[i - width] + 1);
  for (let i = distances.length - 1 - width; i >= 0; i -= 1)
    distances[i] = Math.min(distances[i], distances[i + width] + 1);
  return distances;
}
