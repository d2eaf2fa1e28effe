import { type Bounds, createRgbImage, isSameExtent, joinImages } from '../raster';
import { OffcutError } from '../support';
import type { LayerPixels } from './pixels';
import { planSureStrips } from './sure-strips';

/**
 * Pixels of a region at full resolution, one strip after the other; `undefined` where no strip holds any. A region of one
 * strip comes as `readStrip` gives it, a larger one whole, with transparency where it holds nothing.
 * @throws what `readStrip` throws; `unexpected-pixels` when it gives a strip at another size.
 */
export async function readInStrips(
  region: Bounds,
  readStrip: (strip: Bounds) => Promise<LayerPixels | undefined>,
): Promise<LayerPixels | undefined> {
  const strips = planSureStrips(region);
  if (strips.length === 1) return readStrip(region);
  const found: LayerPixels[] = [];
  for (const strip of strips) {
    const pixels = await readStrip(strip);
    if (pixels) found.push(pixels);
  }
  return found.length === 0 ? undefined : join(found, region);
}

function join(found: readonly LayerPixels[], region: Bounds): LayerPixels {
  const pieces = found.map(({ bounds, channels, pixels, ...extent }) => {
    if (!isSameExtent(extent, bounds))
      throw new OffcutError('unexpected-pixels', 'A strip came at another size', {
        context: { ...extent },
      });
    const image = createRgbImage(extent, channels, pixels);
    return { image, left: bounds.left - region.left, top: bounds.top - region.top };
  });
  return { bounds: region, ...joinImages(pieces, region) };
}
