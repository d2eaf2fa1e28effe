import { createLayerSource } from '../../../src/jobs/layer-source';
import type { Bounds, Extent } from '../../../src/raster';
import { OffcutError } from '../../../src/support';
import { HEIGHT, ScriptedHost, WIDTH } from './scripted-host';
import type { Target } from '../../../src/bridge';

/** Where the layer lies; the canvas cuts it off at the left and at the top, where the picture then begins. */
const LAYER = { left: -30, top: -20, width: 100, height: 60 };
const PICTURE = { left: 0, top: 0, width: 70, height: 40 };

describe('a layer as a picture to be read in parts', () => {
  let scripted: ScriptedHost;
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    scripted.addDocument(1, 'allium.jpg');
  });
  afterEach(() => close());

  function open(bounds: Bounds = PICTURE, signal = new AbortController().signal) {
    const { host, close: end } = scripted.open();
    close = end;
    const described = scripted.targets.get(1) as Target;
    return createLayerSource(
      host,
      { target: { ...described, layerBounds: LAYER }, bounds },
      signal,
    );
  }

  /** The host has what lies in `has`, at its own place in the document; every pixel tells where it is from. */
  function hostHas(has: Bounds | undefined, { width, height }: Extent = has ?? PICTURE): void {
    scripted.methods = {
      readPixels: (wish) => {
        asked.push(wish);
        if (!has) return Promise.resolve({});
        const pixels = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
          const pixel = Math.floor(index / 3);
          return [pixel % width, Math.floor(pixel / width), 9][index % 3] ?? 0;
        });
        const blob = scripted.keep(pixels);
        return Promise.resolve({ pixels: { bounds: has, width, height, channels: 3, blob } });
      },
    };
  }
  let asked: unknown[];
  beforeEach(() => {
    asked = [];
  });

  it('has the extent of what the overview showed', () => {
    expect(open().extent).toEqual({ width: 70, height: 40 });
  });

  it('asks for a part where it lies in the document, and for the layer where it was', async () => {
    hostHas({ left: 115, top: 207, width: 4, height: 2 });
    const source = open({ left: 110, top: 205, width: 50, height: 40 });
    const part = { left: 5, top: 2, width: 4, height: 2 };

    const image = await source.read(part, part);

    expect(asked).toMatchObject([
      {
        part: { left: 115, top: 207, width: 4, height: 2 },
        extent: { width: 4, height: 2 },
        layerBounds: LAYER,
      },
    ]);
    expect(image).toMatchObject({ width: 4, height: 2, channels: 3 });
  });

  it('scales a part down to what is wanted at most, each side on its own, and never up', async () => {
    hostHas({ left: 0, top: 0, width: 40, height: 20 }, { width: 10, height: 20 });
    const source = open();

    await source.read({ left: 0, top: 0, width: 40, height: 20 }, { width: 10, height: 30 });

    expect(asked).toMatchObject([{ extent: { width: 10, height: 20 } }]);
  });

  it('is transparent around what the layer has of a part', async () => {
    hostHas({ left: 2, top: 1, width: 2, height: 1 });
    const source = open();
    const part = { left: 1, top: 0, width: 4, height: 2 };

    const image = await source.read(part, part);

    expect(image).toMatchObject({ width: 4, height: 2, channels: 4 });
    const none = [0, 0, 0, 0];
    expect([...image.pixels]).toEqual([
      ...[none, none, none, none].flat(),
      ...[none, [0, 0, 9, 255], [1, 0, 9, 255], none].flat(),
    ]);
  });

  it('keeps the place of what the layer has of a part that is scaled down', async () => {
    hostHas({ left: 20, top: 0, width: 20, height: 20 }, { width: 2, height: 2 });
    const source = open();

    const image = await source.read(
      { left: 0, top: 0, width: 40, height: 40 },
      { width: 4, height: 4 },
    );

    const alpha = [...image.pixels].filter((_value, index) => index % 4 === 3);
    expect(alpha).toEqual([0, 0, 255, 255, 0, 0, 255, 255, ...Array<number>(8).fill(0)]);
  });

  it('takes the nearest pixels where Photoshop has missed the size by one', async () => {
    hostHas({ left: 0, top: 0, width: 40, height: 40 }, { width: 3, height: 4 });
    const source = open();

    const image = await source.read(
      { left: 0, top: 0, width: 40, height: 40 },
      { width: 4, height: 4 },
    );

    expect(image).toMatchObject({ width: 4, height: 4 });
    expect([0, 1, 2, 3].map((x) => image.pixels[x * 4])).toEqual([0, 1, 1, 2]);
  });

  it('is wholly transparent where the layer has nothing, new at every read', async () => {
    hostHas(undefined);
    const source = open();
    const part = { left: 0, top: 0, width: 3, height: 2 };

    const [first, second] = [await source.read(part, part), await source.read(part, part)];

    expect(first).toMatchObject({ width: 3, height: 2, channels: 4 });
    expect([...first.pixels]).toEqual(Array(24).fill(0));
    // Its reader owns it, and may send it away.
    expect(second.pixels.buffer).not.toBe(first.pixels.buffer);
    expect(source.readBytes).toBe(0);
  });

  it('counts the bytes that it has read', async () => {
    hostHas({ left: 2, top: 1, width: 2, height: 1 });
    const source = open();
    const part = { left: 1, top: 0, width: 4, height: 2 };

    await source.read(part, part);
    await source.read(part, part);

    expect(source.readBytes).toBe(2 * 2 * 3);
  });

  it('refuses pixels from beside the part', async () => {
    hostHas({ left: 0, top: 0, width: 4, height: 2 });
    const source = open();
    const part = { left: 1, top: 0, width: 4, height: 2 };

    await expect(source.read(part, part)).rejects.toMatchObject({ code: 'unexpected-pixels' });
  });

  it('passes on that the layer lies elsewhere by now', async () => {
    scripted.methods = {
      readPixels: () => Promise.reject(new OffcutError('document-changed', '')),
    };
    const source = open();

    await expect(source.read(PICTURE, PICTURE)).rejects.toMatchObject({ code: 'document-changed' });
  });

  it('stops when it is cancelled, and holds nothing', async () => {
    const canceller = new AbortController();
    const source = open({ left: 0, top: 0, width: WIDTH, height: HEIGHT }, canceller.signal);
    const reading = source.read(PICTURE, PICTURE);

    canceller.abort();

    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(scripted.held).toBe(0);
  });
});
