import { readBlob, type Target } from '../../../src/bridge';
import type { Bounds, Extent } from '../../../src/raster';
import type { DocumentDescription, SimulatedPhotoshop } from '../../../simulator';
import { PHOTO_BOUNDS, closeDesk, createDesk, gradient, photoDocument, type Desk } from './desk';

describe('reading a part of a layer', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  async function open(description: DocumentDescription): Promise<Target> {
    photoshop.user.newDocument(description);
    return desk.page.call('describeTarget', {});
  }

  /** At full resolution unless an extent is given. */
  async function read({ documentId, layerId }: Target, part: Bounds, extent: Extent = part) {
    const { width, height } = extent;
    const wish = { documentId, layerId, part, extent: { width, height } };
    const { pixels } = await desk.page.call('readPixels', wish);
    return pixels && { ...pixels, bytes: await readBlob(desk.page, pixels.blob) };
  }

  it('brings every pixel of a part in the middle at full resolution, as it is', async () => {
    const target = await open(photoDocument());
    const part = { left: 60, top: 40, width: 33, height: 17 };

    const image = await read(target, part);

    expect(image).toMatchObject({ bounds: part, width: 33, height: 17, channels: 4 });
    expect(Buffer.compare(image?.bytes ?? Buffer.of(), gradientIn(part))).toBe(0);
  });

  it.each([
    ['the top left', { left: 0, top: 0 }, { left: 20, top: 10, width: 80, height: 90 }],
    ['the bottom right', { left: 200, top: 120 }, { left: 200, top: 120, width: 20, height: 40 }],
  ])('brings only what the layer has of a part at %s of its edge', async (_where, origin, has) => {
    const target = await open(photoDocument());

    const image = await read(target, { ...origin, width: 100, height: 100 });

    expect(image).toMatchObject({ bounds: has, width: has.width, height: has.height });
    expect(Buffer.compare(image?.bytes ?? Buffer.of(), gradientIn(has))).toBe(0);
  });

  it('brings nothing of a part beside the layer', async () => {
    const target = await open(photoDocument());

    const image = await read(target, { left: 230, top: 10, width: 50, height: 50 });

    expect(image).toBeUndefined();
  });

  it('brings nothing where Photoshop trims a hole of the layer to nothing', async () => {
    const target = await open(photoDocument());
    const { imaging } = photoshop.modules.photoshop as {
      imaging: { getPixels(options: unknown): Promise<object> };
    };
    const getPixels = imaging.getPixels.bind(imaging);
    imaging.getPixels = async (options) => ({
      ...(await getPixels(options)),
      sourceBounds: { left: 0, top: 0, right: 0, bottom: 0 },
    });

    const image = await read(target, { left: 60, top: 40, width: 10, height: 10 });

    expect(image).toBeUndefined();
  });

  it('reads a layer that reaches beyond the canvas at the place where it lies', async () => {
    const bounds = { left: -50, top: -20, width: 300, height: 100 };
    const target = await open(
      photoDocument({ layers: [{ name: 'Photo', bounds, pixels: gradient(bounds) }] }),
    );
    const part = { left: 0, top: 0, width: 40, height: 30 };

    const image = await read(target, part);

    expect(image).toMatchObject({ bounds: part, width: 40, height: 30 });
    expect(Buffer.compare(image?.bytes ?? Buffer.of(), gradientIn(part, bounds))).toBe(0);
  });

  it('brings transparent pixels with their alpha', async () => {
    const pixels = gradient(PHOTO_BOUNDS).map((value, index) => (index % 4 === 3 ? 0 : value));
    pixels[3] = 255;
    pixels[pixels.length - 1] = 255;
    const target = await open(
      photoDocument({ layers: [{ name: 'Photo', bounds: PHOTO_BOUNDS, pixels }] }),
    );

    const image = await read(target, { left: 20, top: 10, width: 3, height: 1 });

    expect(alphasOf(image?.bytes)).toEqual([255, 0, 0]);
  });

  it.each([false, true])(
    'brings 16 bits as 8, refused by Photoshop or not: %s',
    async (refused) => {
      photoshop.faults.refuse8BitFrom16 = refused;
      const target = await open(photoDocument({ depth: 16 }));
      const part = { left: 60, top: 40, width: 20, height: 10 };

      const image = await read(target, part);

      const expected = gradientIn(part);
      expect(image?.bytes).toHaveLength(expected.length);
      image?.bytes.forEach((value, index) => {
        expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThanOrEqual(1);
      });
    },
  );

  it('knows where a part lies although a level of the pyramid rounds its edges', async () => {
    const bounds = { left: 3, top: 5, width: 897, height: 595 };
    const target = await open(
      photoDocument({ width: 901, height: 601, layers: [{ name: 'Photo', bounds }] }),
    );
    const part = { left: 131, top: 77, width: 403, height: 301 };

    const image = await read(target, part, { width: 50, height: 40 });

    expect(image).toMatchObject({ bounds: part, width: 50, height: 40 });
  });

  it('keeps the scale of the whole part where the layer fills only some of it', async () => {
    const target = await open(photoDocument());
    const part = { left: 120, top: 60, width: 160, height: 80 };

    const image = await read(target, part, { width: 40, height: 20 });

    expect(image).toMatchObject({
      bounds: { left: 120, top: 60, width: 100, height: 80 },
      width: 25,
      height: 20,
    });
  });

  it('never enlarges', async () => {
    const target = await open(photoDocument());
    const part = { left: 60, top: 40, width: 10, height: 8 };

    const image = await read(target, part, { width: 512, height: 512 });

    expect(image).toMatchObject({ bounds: part, width: 10, height: 8 });
  });

  it('takes a size that is one pixel off', async () => {
    photoshop.faults.offByOneTargetSize = true;
    const target = await open(photoDocument());
    const part = { left: 40, top: 30, width: 100, height: 80 };

    const image = await read(target, part, { width: 50, height: 40 });

    expect(image?.bounds).toEqual(part);
    expect(Math.abs((image?.width ?? 0) - 50)).toBe(1);
  });

  it('refuses a part that Photoshop has scaled down without being asked', async () => {
    const target = await open(photoDocument());
    scaleDownUnasked(photoshop);

    const reading = read(target, { left: 60, top: 40, width: 64, height: 32 });

    await expect(reading).rejects.toMatchObject({ code: 'unexpected-pixels' });
  });

  it('brings a large part in strips, as it is where Photoshop scales large reads down', async () => {
    photoshop.faults.downsampleLargeReads = true;
    const bounds = { left: 0, top: 0, width: 2050, height: 2000 };
    const target = await open(
      photoDocument({ ...bounds, layers: [{ name: 'Photo', bounds: { ...bounds, top: 20 } }] }),
    );
    const { documentId, layerId } = target;

    const { pixels } = await desk.page.call('readPixels', {
      ...{ documentId, layerId, part: bounds },
      extent: { width: bounds.width, height: bounds.height },
    });

    expect(pixels).toMatchObject({ bounds: { top: 20, height: 1980 }, width: 2050, height: 1980 });
    expect(pixels?.blob.byteLength).toBe(2050 * 1980 * 4);
    if (pixels) await desk.page.call('releaseBlob', { blobId: pixels.blob.blobId });
  });
});

/** What a part of the gradient that fills `bounds` looks like. */
function gradientIn(part: Bounds, bounds: Bounds = PHOTO_BOUNDS): Uint8Array {
  const whole = gradient(bounds);
  const rows = Array.from({ length: part.height }, (_, y) => {
    const from = ((part.top - bounds.top + y) * bounds.width + part.left - bounds.left) * 4;
    return Buffer.from(whole.subarray(from, from + part.width * 4));
  });
  return Buffer.concat(rows);
}

/** Every read comes at a quarter of its size. */
function scaleDownUnasked({ modules }: SimulatedPhotoshop): void {
  const { imaging } = modules.photoshop as {
    imaging: { getPixels(options: { sourceBounds: Bounds & Edges }): Promise<object> };
  };
  const getPixels = imaging.getPixels.bind(imaging);
  imaging.getPixels = (options) => {
    const { left, top, right, bottom } = options.sourceBounds;
    const targetSize = { width: (right - left) / 4, height: (bottom - top) / 4 };
    return getPixels({ ...options, ...{ targetSize } });
  };
}

interface Edges {
  readonly right: number;
  readonly bottom: number;
}

function alphasOf(rgba: Uint8Array = new Uint8Array()): number[] {
  return [...rgba].filter((_value, index) => index % 4 === 3);
}
