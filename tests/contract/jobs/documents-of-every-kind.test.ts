import type { Settings } from '../../../src/bridge';
import type { EngineClient } from '../../../src/engine';
import { removeBackground } from '../../../src/jobs';
import type { DocumentDescription } from '../../../simulator';
import { EXTENT, PHOTO_BOUNDS, expectNothingLeft, photoDocument, type Desk } from '../host/desk';
import { createTinyWorkplace, tinyTier } from './tiny-tier';

const TIER = tinyTier();

// Each brings a runtime of 13 MB over the bridge.
jest.setTimeout(30_000);

describe('a removal in a document', () => {
  let desk: Desk;
  let engine: EngineClient;

  beforeEach(() => {
    ({ desk, engine } = createTinyWorkplace(TIER));
  });

  afterEach(() => {
    try {
      expectNothingLeft(desk);
    } finally {
      engine.dispose();
      desk.end();
    }
  });

  const remove = () =>
    removeBackground(
      { host: desk.page, engine },
      { tier: TIER },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );

  const open = (change: Partial<DocumentDescription>) =>
    desk.photoshop.user.newDocument(photoDocument({ layers: [brightLeft()], ...change }));

  const layerOf = (id: number) =>
    desk.photoshop.inspect.documents().find((each) => each.id === id)?.layers[0]?.id ?? 0;

  const maskAt = (id: number, x: number, y: number) =>
    desk.photoshop.inspect.layerMask(id, layerOf(id))?.pixels[y * EXTENT.width + x];

  const stepsOf = (id: number) => desk.photoshop.inspect.history(id).names.slice(1);

  it.each([
    ['RGBColorMode', 16],
    ['RGBColorMode', 32],
    ['grayscaleMode', 8],
    ['grayscaleMode', 16],
    ['labColorMode', 8],
    ['CMYKColorMode', 8],
    ['duotoneMode', 8],
  ] as const)('in %s of %i bits finds what it finds in RGB', async (mode, depth) => {
    const rgb = open({});
    await remove();
    const expected = desk.photoshop.inspect.layerMask(rgb, layerOf(rgb))?.pixels ?? [];
    const id = open({ mode, depth });

    await remove();

    const mask = desk.photoshop.inspect.layerMask(id, layerOf(id))?.pixels ?? new Uint8Array();
    const off = mask.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? 0))),
      0,
    );
    expect(off).toBeLessThanOrEqual(2);
    expect(maskAt(id, 40, 80)).toBeGreaterThan(200);
    expect(maskAt(id, 200, 80)).toBeLessThan(60);
    expect(stepsOf(id)).toEqual(['Remove Background']);
    expect(desk.photoshop.inspect.documents()).toHaveLength(2);
    expect(desk.photoshop.inspect.activeDocumentId).toBe(id);
  });

  it.each(['indexedColorMode', 'bitmapMode', 'multichannelMode'] as const)(
    'in %s is refused, and changes nothing',
    async (mode) => {
      const id = open({ mode });
      const before = desk.photoshop.inspect.fingerprint(id);

      await expect(remove()).rejects.toMatchObject({ code: 'flat-color-mode' });

      expect(desk.photoshop.inspect.fingerprint(id)).toBe(before);
      expect(stepsOf(id)).toEqual([]);
    },
  );

  it('leaves what is not selected as it was, and the selection too', async () => {
    const id = open({});
    desk.photoshop.user.select(id, { bounds: { left: 0, top: 0, width: 300, height: 100 } });

    await remove();

    expect(maskAt(id, 200, 80)).toBeLessThan(60);
    expect(maskAt(id, 200, 120)).toBe(255);
    expect(maskAt(id, 5, 150)).toBe(255);
    expect(desk.photoshop.inspect.selection(id)?.bounds).toMatchObject({ width: 300, height: 100 });
    expect(stepsOf(id).slice(1)).toEqual(['Remove Background']);
  });

  it.each<[NonNullable<Settings['existingMask']>, readonly [boolean, boolean, boolean, boolean]]>([
    ['replace', [true, true, false, false]],
    ['intersect', [true, false, false, false]],
    ['add', [true, true, true, false]],
    ['subtract', [false, false, true, false]],
  ])('with a mask on the layer can %s it', async (existingMask, expected) => {
    await desk.page.call('saveSettings', { existingMask });
    const mask = { pixels: upperHalf() };
    const id = open({ layers: [{ ...brightLeft(), mask }] });

    await remove();

    // Subject and old mask, subject alone, old mask alone, neither.
    const shown = [
      maskAt(id, 40, 50),
      maskAt(id, 40, 150),
      maskAt(id, 200, 50),
      maskAt(id, 200, 150),
    ];
    expect(shown.map((value) => (value ?? 0) > 127)).toEqual(expected);
    expect(stepsOf(id)).toEqual(['Remove Background']);
  });
});

/** White on its left, black on its right: the network takes the mean of the colours. */
function brightLeft() {
  const { width, height } = PHOTO_BOUNDS;
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++)
    pixels.set(at % width < width / 2 ? [255, 255, 255, 255] : [0, 0, 0, 255], at * 4);
  return { name: 'Photo', bounds: PHOTO_BOUNDS, pixels };
}

function upperHalf(): Uint8Array {
  const { width, height } = EXTENT;
  return new Uint8Array(width * height).fill(255, 0, (width * height) / 2);
}
