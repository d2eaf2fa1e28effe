import type { EngineClient } from '../../../src/engine';
import { createRgbImage, cropImage, intersectBounds, type RgbImage } from '../../../src/raster';
import type { PixelsView } from '../../../simulator';
import { CANVAS } from './documents';
import { TIER } from './sitting';

const freshMasks = new WeakMap<PixelsView, Promise<Uint8Array | undefined>>();

/** By the engine alone, without host, bridge and job; undefined where it finds no subject. */
export function freshMask(
  engine: EngineClient,
  pixels: PixelsView,
): Promise<Uint8Array | undefined> {
  const known = freshMasks.get(pixels) ?? estimateMask(engine, pixels);
  freshMasks.set(pixels, known);
  return known;
}

async function estimateMask(
  engine: EngineClient,
  view: PixelsView,
): Promise<Uint8Array | undefined> {
  const bounds = intersectBounds(view.bounds, { left: 0, top: 0, ...CANVAS });
  if (!bounds) return undefined;
  const picture = visiblePart(view);
  const { width, height } = picture;
  const source = {
    extent: { width, height },
    read: (part: Parameters<typeof cropImage>[1]) => Promise.resolve(cropImage(picture, part)),
  };
  const overview = cropImage(picture, { left: 0, top: 0, width, height });
  const { matteId, hasSubject } = await engine.estimateMatte(TIER, { overview, source });
  try {
    if (!hasSubject) return undefined;
    await engine.refineMatte(matteId, { source });
    const rows = { top: 0, height: CANVAS.height };
    return (await engine.renderMaskStrip(matteId, { extent: CANVAS, bounds, ...rows })).pixels;
  } finally {
    await engine.releaseMatte(matteId);
  }
}

/** Of a layer's pixels, what lies on the canvas. */
function visiblePart({ bounds, width, height, pixels }: PixelsView): RgbImage {
  const { left, top } = bounds;
  const whole = createRgbImage({ width, height }, 4, pixels);
  const visible = intersectBounds({ left, top, width, height }, { left: 0, top: 0, ...CANVAS });
  if (!visible) throw new Error('The layer lies beside the canvas');
  return cropImage(whole, { ...visible, left: visible.left - left, top: visible.top - top });
}
