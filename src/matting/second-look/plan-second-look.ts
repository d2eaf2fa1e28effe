import type { AlphaMatte, Bounds, Extent } from '../../raster';

/** From this part of the picture's area on, a second look would see little that the first has not. */
const MOST_AREA = 0.5;
/** Left around the subject on each side, as a fraction of the longer side of its box: a network wants to see background. */
const MARGIN = 0.15;
const SUBJECT_FROM = 0.5;

/**
 * The part of the picture, in source pixels, that is worth a look of its own: the box around all that is more foreground
 * than background, with a margin, cut at the picture's border. `undefined` where there is no subject, or where that part
 * is more than half of the picture. `matte` of any extent, stretched over the picture; `extent` is the source's. Borrows
 * the matte. Cost: one pass.
 */
export function planSecondLook(matte: AlphaMatte, extent: Extent): Bounds | undefined {
  const box = boxOf(matte);
  if (!box) return undefined;
  const across = extent.width / matte.width;
  const down = extent.height / matte.height;
  const margin = MARGIN * Math.max((box.right - box.left) * across, (box.bottom - box.top) * down);
  const left = Math.max(0, Math.floor(box.left * across - margin));
  const top = Math.max(0, Math.floor(box.top * down - margin));
  const width = Math.min(extent.width, Math.ceil(box.right * across + margin)) - left;
  const height = Math.min(extent.height, Math.ceil(box.bottom * down + margin)) - top;
  const isWorthIt = width * height <= MOST_AREA * extent.width * extent.height;
  return isWorthIt ? { left, top, width, height } : undefined;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf({ width, height, alpha }: AlphaMatte): Box | undefined {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (alpha[y * width + x] < SUBJECT_FROM) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  return right > 0 ? { left, right, top, bottom } : undefined;
}
