import { readPsd, initializeCanvas, type Layer } from 'ag-psd';
import type { EngineClient } from '../../../src/engine';
import { removeBackground } from '../../../src/jobs';
import { createRgbImage, cropImage } from '../../../src/raster';
import { EXTENT, expectNothingLeft, createDesk, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { tinyAssets, tinyTier } from './tiny-tier';

jest.setTimeout(30_000);

/** Off the canvas's centre, and no larger than the network's input, so that nothing is scaled on the way to it. */
const BOUNDS = { left: 37, top: 21, width: 120, height: 90 };
const TIER = tinyTier({ width: 128, height: 96 });

/** In Display P3, 8 bits; whole steps of 16 bits are finer than what they are rounded to. */
const SUBJECT = [235, 240, 228] as const;
const GROUND = [30, 24, 40] as const;

describe('the mask of a 16-bit Display P3 layer in a group, off centre and partly transparent', () => {
  let desk: Desk;
  let engine: EngineClient;
  beforeEach(() => {
    desk = createDesk();
    engine = createEngineInProcess(tinyAssets(TIER));
  });
  afterEach(() => {
    engine.dispose();
    expectNothingLeft(desk);
    desk.end();
  });

  it('is to the pixel what the engine makes of the same picture in sRGB, also in the saved file', async () => {
    const { user, inspect } = desk.photoshop;
    const photo = { name: 'Photo', bounds: BOUNDS, pixels: picture(SUBJECT, GROUND) };
    const id = user.newDocument({
      ...{ name: 'Deep.psd', ...EXTENT, depth: 16, profile: 'Display P3' },
      layers: [{ name: 'Group', children: [photo] }],
    });
    const layerId = inspect.documents()[0]?.layers[0]?.layers[0]?.id ?? 0;
    user.selectLayers(id, [layerId]);
    const expected = await maskOf(engine, picture(toSrgb(SUBJECT), toSrgb(GROUND)));

    await removeBackground(
      { host: desk.page, engine },
      { tier: TIER },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );

    const mask = inspect.layerMask(id, layerId);
    expect(new Set(expected).size).toBeGreaterThan(2);
    expect(mask?.bounds).toMatchObject({ left: 0, top: 0, ...EXTENT });
    expect(Buffer.compare(mask?.pixels ?? new Uint8Array(), expected)).toBe(0);
    expect(Buffer.compare(maskInFile(await user.savePsd(id)), expected)).toBe(0);
  });
});

/** A disc on its ground, with a column that is half transparent in every sixteen and a corner that is wholly so. */
function picture(subject: readonly number[], ground: readonly number[]): Uint8Array {
  const { width, height } = BOUNDS;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isSubject = Math.hypot(x - 50, y - 40) < 28;
      const alpha =
        x > 95 && y > 60 && y < height - 1 && x < width - 1 ? 0 : x % 16 === 0 ? 128 : 255;
      rgba.set([...(isSubject ? subject : ground), alpha], (y * width + x) * 4);
    }
  return rgba;
}

/** Display P3 to sRGB by the primaries of both (SMPTE EG 432-1, IEC 61966-2-1), which share white and curve. */
function toSrgb(p3: readonly number[]): number[] {
  const light = p3.map((value) => {
    const unit = value / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  });
  return P3_TO_SRGB.map((row) => {
    const linear = row.reduce((sum, weight, at) => sum + weight * (light[at] ?? 0), 0);
    const kept = Math.min(1, Math.max(0, linear));
    const encoded = kept <= 0.0031308 ? kept * 12.92 : 1.055 * kept ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255);
  });
}

const P3_TO_SRGB = [
  [1.2249401763, -0.2249401763, 0],
  [-0.0420569549, 1.0420569549, 0],
  [-0.0196375546, -0.0786360456, 1.0982736001],
];

/** By the engine alone, laid where the layer lies on the canvas. */
async function maskOf(engine: EngineClient, pixels: Uint8Array): Promise<Uint8Array> {
  const { width, height } = BOUNDS;
  const extent = { width, height };
  const overview = createRgbImage(extent, 4, pixels);
  const read = (part: typeof BOUNDS) => Promise.resolve(cropImage(overview, part));
  const source = { extent, read };
  const request = { overview: cropImage(overview, { left: 0, top: 0, ...extent }), source };
  await engine.prepare(TIER);
  const { matteId } = await engine.estimateMatte(TIER, request);
  await engine.refineMatte(matteId, { source });
  const whole = { extent, bounds: { left: 0, top: 0, ...extent }, top: 0, height };
  const strip = await engine.renderMaskStrip(matteId, whole);
  await engine.releaseMatte(matteId);
  const canvas = new Uint8Array(EXTENT.width * EXTENT.height);
  for (let y = 0; y < height; y++)
    canvas.set(
      strip.pixels.subarray(y * width, (y + 1) * width),
      (BOUNDS.top + y) * EXTENT.width + BOUNDS.left,
    );
  return canvas;
}

/** The mask of the one layer with a mask, all over the canvas, as another reader of the format gives it. */
function maskInFile(bytes: Uint8Array): Uint8Array {
  initializeCanvas(
    () => {
      throw new Error('There is no canvas');
    },
    (width, height) =>
      ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as ImageData,
  );
  const { children = [] } = readPsd(bytes, { useImageData: true, skipThumbnail: true });
  const masked = children.flatMap(withChildren).find(({ mask }) => mask);
  const { left = 0, top = 0, defaultColor = 0, imageData } = masked?.mask ?? {};
  const canvas = new Uint8Array(EXTENT.width * EXTENT.height).fill(defaultColor);
  const { width, height, data } = imageData ?? { width: 0, height: 0, data: [] };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      canvas[(top + y) * EXTENT.width + left + x] = data[(y * width + x) * 4] ?? 0;
  return canvas;
}

function withChildren(layer: Layer): Layer[] {
  return [layer, ...(layer.children ?? []).flatMap(withChildren)];
}
