import { readBlob, type Target } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { DocumentDescription, HostMethod, SimulatedPhotoshop } from '../../../simulator';
import {
  HISTORY_NAME,
  PHOTO_BOUNDS,
  closeDesk,
  createDesk,
  gradient,
  photoDocument,
  runOnce,
  sendMask,
  type Desk,
} from './desk';

const LARGE = { width: 4096, height: 4096 };
const COLOUR = [200, 100, 50] as const;

describe('colour modes and depths', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  function open(change: Partial<DocumentDescription>): Promise<Target> {
    photoshop.user.newDocument(photoDocument(change));
    return desk.page.call('describeTarget', {});
  }

  async function read({ documentId, layerId }: Target, signal?: AbortSignal) {
    const wish = { documentId, layerId, extent: LARGE };
    const { pixels } = await desk.page.call('readPixels', wish, { signal });
    if (!pixels) throw new Error('The layer has no pixels');
    return { ...pixels, bytes: await readBlob(desk.page, pixels.blob) };
  }

  /** Everything about a document that a removal could have changed but for one mask and one step. */
  const documentOf = ({ documentId }: Target) => {
    const view = photoshop.inspect.documents().find(({ id }) => id === documentId);
    const { pixels } = photoshop.inspect.layerPixels(documentId, view?.layers[0]?.id ?? 0) ?? {};
    return {
      mode: view?.mode,
      depth: view?.depth,
      pixels: Buffer.from(pixels ?? []).toString('hex'),
    };
  };

  const openDocuments = () => photoshop.inspect.documents().map(({ id }) => id);

  it.each([
    ['RGBColorMode', 8],
    ['RGBColorMode', 16],
    ['RGBColorMode', 32],
    ['grayscaleMode', 8],
    ['grayscaleMode', 16],
    ['grayscaleMode', 32],
    ['labColorMode', 8],
    ['labColorMode', 16],
    ['CMYKColorMode', 8],
    ['CMYKColorMode', 16],
    ['duotoneMode', 8],
  ] as const)('%s in %i bits is read and masked, and stays what it is', async (mode, depth) => {
    const target = await open({ mode, depth });
    const before = documentOf(target);
    const fingerprint = photoshop.inspect.fingerprint(target.documentId);

    await runOnce(desk.page);

    expect(documentOf(target)).toEqual(before);
    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
    expect(openDocuments()).toEqual([target.documentId]);
    photoshop.user.undo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(fingerprint);
  });

  it.each([
    ['labColorMode', 8],
    ['labColorMode', 16],
    ['CMYKColorMode', 8],
    ['CMYKColorMode', 16],
    ['duotoneMode', 8],
  ] as const)('%s in %i bits brings its colours as sRGB', async (mode, depth) => {
    const image = await read(await open({ mode, depth }));

    expect(image.bounds).toEqual(PHOTO_BOUNDS);
    const expected = gradient(PHOTO_BOUNDS);
    for (const pixel of [0, 1234, 200 * 150 - 1])
      expect(colourAt(image, pixel)).toEqual([...expected.subarray(pixel * 4, pixel * 4 + 3)]);
  });

  it.each([
    ['indexedColorMode', 'Indexed Color'],
    ['bitmapMode', 'Bitmap'],
    ['multichannelMode', 'Multichannel'],
  ] as const)('%s has no layer masks, and says so', async (mode, name) => {
    await expect(open({ mode })).rejects.toMatchObject({
      code: 'flat-color-mode',
      context: { mode: name },
    });
    const [document] = photoshop.inspect.documents();
    expect(photoshop.inspect.history(document?.id ?? 0).names).toHaveLength(1);
  });

  // The same colour, sRGB 200, 100, 50, as other profiles write it.
  it.each([
    ['sRGB IEC61966-2.1', 8, [200, 100, 50]],
    ['Display P3', 8, [187, 105, 62]],
    ['Display P3', 16, [187, 105, 62]],
    ['Display P3', 32, [187, 105, 62]],
    ['ProPhoto RGB', 8, [143, 95, 50]],
    ['ProPhoto RGB', 16, [143, 95, 50]],
  ] as const)('colours of %s in %i bits come as sRGB', async (profile, depth, written) => {
    const target = await open({ profile, depth, layers: [flat(written)] });

    const asked = colourAt(await read(target), 0);
    photoshop.faults.ignoresProfile = true;
    const handedBack = colourAt(await read(target), 0);

    for (const [channel, value] of COLOUR.entries()) {
      expect(Math.abs((asked[channel] ?? 0) - value)).toBeLessThanOrEqual(2);
      expect(Math.abs((handedBack[channel] ?? 0) - value)).toBeLessThanOrEqual(2);
    }
  });

  it.each([16, 32] as const)(
    'tones of %i bits are the same where Photoshop refuses to give 8',
    async (depth) => {
      const target = await open({ depth });
      const asked = await read(target);
      // The first attempt asks for 8 bits, the second takes what there is: 32 bits are linear light then.
      photoshop.faults.failNext('getPixels');

      const converted = await read(target);

      expect(largestDifference(converted.bytes, asked.bytes)).toBeLessThanOrEqual(1);
    },
  );

  it.each([8, 16, 32] as const)('keeps every level of a mask in %i bits', async (depth) => {
    const target = await open({ depth });
    const { width, height } = target.documentExtent;
    const ramp = Uint8Array.from({ length: width * height }, (_, index) => index % 256);
    const maskId = await sendMask(desk.page, target, ramp);

    await desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });

    const mask = photoshop.inspect.layerMask(target.documentId, target.layerId);
    expect(new Set(mask?.pixels).size).toBe(256);
    expect(mask?.pixels[128]).toBe(128);
    expect(Buffer.compare(mask?.pixels ?? ramp.subarray(1), ramp)).toBe(0);
  });

  describe('an RGB copy', () => {
    let target: Target;
    let other: number;
    let before: string;

    beforeEach(async () => {
      target = await open({
        mode: 'CMYKColorMode',
        layers: [{ name: 'Group', children: [{ name: 'Photo', bounds: PHOTO_BOUNDS }] }],
      }).catch(() => inGroup());
      other = photoshop.user.newDocument(photoDocument({ name: 'Other' }));
      before = photoshop.inspect.fingerprint(target.documentId);
    });

    /** The group is selected at first. */
    function inGroup(): Promise<Target> {
      const [document] = photoshop.inspect.documents();
      const inner = document?.layers[0]?.layers[0];
      photoshop.user.selectLayers(document?.id ?? 0, [inner?.id ?? 0]);
      return desk.page.call('describeTarget', {});
    }

    function expectNoTrace(): void {
      expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
      expect(photoshop.inspect.history(target.documentId).names).toHaveLength(1);
      expect(openDocuments()).toEqual([target.documentId, other]);
      expect(photoshop.inspect.activeDocumentId).toBe(other);
    }

    it('is closed when it was read, and what was in front is so again', async () => {
      await expect(read(target)).resolves.toMatchObject({ bounds: PHOTO_BOUNDS });

      expectNoTrace();
    });

    it('of a smart object is rasterized, and the smart object is not', async () => {
      const layers = [{ name: 'Placed', kind: 'smartObject' as const, bounds: PHOTO_BOUNDS }];
      const placed = await open({ mode: 'CMYKColorMode', layers });
      const placedBefore = photoshop.inspect.fingerprint(placed.documentId);

      await expect(read(placed)).resolves.toMatchObject({ bounds: PHOTO_BOUNDS });

      expect(photoshop.inspect.fingerprint(placed.documentId)).toBe(placedBefore);
      expect(photoshop.inspect.history(placed.documentId).names).toHaveLength(1);
      photoshop.user.closeDocument(placed.documentId);
      photoshop.user.activate(other);
      expectNoTrace();
    });

    it.each<[string, HostMethod]>([
      ['mode-not-converted', 'duplicate'],
      ['mode-not-converted', 'changeMode'],
      ['host-failed', 'getPixels'],
      ['host-failed', 'getData'],
    ])('says %s and is closed when %s fails', async (code, method) => {
      photoshop.faults.failAlways(method);

      await expect(read(target)).rejects.toMatchObject({ code });

      expectNoTrace();
    });

    it.each<HostMethod>(['duplicate', 'changeMode', 'getPixels', 'getData'])(
      'is closed when the person presses Escape before %s',
      async (method) => {
        const stop = photoshop.faults.beforeCall(method, () => photoshop.user.pressEscape());

        await expect(read(target)).rejects.toBeInstanceOf(AbortError);

        stop();
        await settle();
        expectNoTrace();
      },
    );

    it.each<HostMethod>(['duplicate', 'changeMode', 'getPixels', 'getData'])(
      'is closed when the page cancels before %s',
      async (method) => {
        const controller = new AbortController();
        photoshop.faults.beforeCall(method, async () => {
          controller.abort();
          await settle();
        });

        await expect(read(target, controller.signal)).rejects.toBeInstanceOf(AbortError);

        await settle();
        expectNoTrace();
      },
    );
  });
});

function flat([red, green, blue]: readonly [number, number, number]) {
  const { width, height } = PHOTO_BOUNDS;
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([red, green, blue, 255], at);
  return { name: 'Photo', bounds: PHOTO_BOUNDS, pixels };
}

function colourAt({ bytes, channels }: { bytes: Uint8Array; channels: number }, pixel: number) {
  return [...bytes.subarray(pixel * channels, pixel * channels + 3)];
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? 0))), 0);
}

/** Long enough for a message to cross the pipe and for a scope to end. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}
