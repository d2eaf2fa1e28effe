import { readBlob, type DocumentId, type Target } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { DocumentDescription, HostMethod, SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  PHOTO_BOUNDS,
  createDesk,
  closeDesk,
  gradient,
  photoDocument,
  withLayer,
  type Desk,
} from './desk';

const LARGE = { width: 4096, height: 4096 };

describe('reading pixels', () => {
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

  async function read({ documentId, layerId }: Target, extent = LARGE) {
    const { pixels } = await desk.page.call('readPixels', { documentId, layerId, extent });
    if (!pixels) throw new Error('The layer has no pixels');
    return { ...pixels, bytes: await readBlob(desk.page, pixels.blob) };
  }

  it('brings every pixel of a small layer as it is', async () => {
    const target = await open(photoDocument());

    const image = await read(target);

    expect(image).toMatchObject({ bounds: PHOTO_BOUNDS, width: 200, height: 150, channels: 4 });
    expect(Buffer.compare(image.bytes, gradient(PHOTO_BOUNDS))).toBe(0);
  });

  it('leaves the document and its history as they were', async () => {
    const target = await open(photoDocument());
    const before = photoshop.inspect.fingerprint(target.documentId);

    await read(target);

    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
    expect(photoshop.inspect.history(target.documentId).names).toHaveLength(1);
  });

  it('brings a large layer scaled down, with the bounds that it has at full size', async () => {
    const target = await open(
      photoDocument({
        width: 901,
        height: 601,
        layers: [{ name: 'Photo', bounds: { left: 3, top: 5, width: 897, height: 595 } }],
      }),
    );

    const image = await read(target, { width: 100, height: 80 });

    expect(image).toMatchObject({
      bounds: { left: 3, top: 5, width: 897, height: 595 },
      width: 100,
      height: 80,
    });
    expect(image.bytes).toHaveLength(100 * 80 * 4);
  });

  it('brings only what lies on the canvas', async () => {
    const target = await open(
      photoDocument({
        layers: [{ name: 'Photo', bounds: { left: -50, top: -20, width: 500, height: 100 } }],
      }),
    );

    const image = await read(target);

    expect(image.bounds).toEqual({ left: 0, top: 0, width: 300, height: 80 });
    expect(image).toMatchObject({ width: 300, height: 80 });
  });

  it('refuses a layer that lies beside the canvas', async () => {
    const target = await open(photoDocument());
    const documentId = photoshop.user.newDocument(
      photoDocument({
        layers: [{ name: 'Photo', bounds: { left: 400, top: 0, width: 50, height: 50 } }],
      }),
    ) as DocumentId;

    await expect(read({ ...target, documentId })).rejects.toMatchObject({
      code: 'off-canvas-layer',
    });
  });

  it.each([8, 16, 32] as const)('brings a %i-bit document in 8 bits', async (depth) => {
    const target = await open(photoDocument({ depth }));

    const image = await read(target);

    expect(image.channels).toBe(4);
    expect(largestDifference(image.bytes, gradient(PHOTO_BOUNDS))).toBeLessThanOrEqual(1);
  });

  it('converts the samples itself where Photoshop refuses 8 bits of a 16-bit document', async () => {
    photoshop.faults.refuse8BitFrom16 = true;
    const target = await open(photoDocument({ depth: 16 }));

    const image = await read(target);

    expect(largestDifference(image.bytes, gradient(PHOTO_BOUNDS))).toBeLessThanOrEqual(1);
  });

  it('brings greyscale as sRGB', async () => {
    const target = await open(photoDocument({ mode: 'grayscaleMode' }));

    const { bytes, channels } = await read(target);

    expect([3, 4]).toContain(channels);
    expect([bytes[0], bytes[1]]).toEqual([bytes[1], bytes[2]]);
  });

  it('takes a size that is one pixel off', async () => {
    photoshop.faults.offByOneTargetSize = true;
    const target = await open(photoDocument());

    const image = await read(target, { width: 100, height: 75 });

    expect(Math.abs(image.width - 100)).toBe(1);
    expect(image.bounds).toEqual(PHOTO_BOUNDS);
    expect(image.bytes).toHaveLength(image.width * image.height * 4);
  });

  it('tries once more when Photoshop fails for a moment', async () => {
    const target = await open(photoDocument());
    photoshop.faults.failNext('getPixels');

    await expect(read(target)).resolves.toMatchObject({ width: 200 });
  });

  it.each<HostMethod>(['executeAsModal', 'getPixels', 'getData'])(
    'says host-failed when %s fails',
    async (method) => {
      const target = await open(photoDocument());
      photoshop.faults.failAlways(method);

      await expect(read(target)).rejects.toMatchObject({ code: 'host-failed' });
    },
  );

  it('says host-busy while another plugin is modal', async () => {
    const target = await open(photoDocument());
    photoshop.user.startOtherPluginModal('com.example.other');

    await expect(read(target)).rejects.toMatchObject({ code: 'host-busy' });
  }, 10_000);

  it('says layer-deleted or document-closed when the target has gone since', async () => {
    const target = await open(
      photoDocument({
        layers: [
          { name: 'Photo', bounds: PHOTO_BOUNDS },
          { name: 'Other', bounds: PHOTO_BOUNDS },
        ],
      }),
    );
    photoshop.user.deleteLayer(target.documentId, target.layerId);

    await expect(read(target)).rejects.toMatchObject({ code: 'layer-deleted' });
    photoshop.user.closeDocument(target.documentId);
    await expect(read(target)).rejects.toMatchObject({ code: 'document-closed' });
  });

  it('says layer-deleted for a layer that never was', async () => {
    const target = await open(photoDocument());

    await expect(read(withLayer(target, 999))).rejects.toMatchObject({ code: 'layer-deleted' });
  });

  it('says document-changed when the layer lies elsewhere than it was described', async () => {
    const target = await open(photoDocument());
    const { documentId, layerId, layerBounds } = target;
    const readThere = (left: number) =>
      desk.page.call('readPixels', {
        documentId,
        layerId,
        extent: { width: 1, height: 1 },
        layerBounds: { ...layerBounds, left },
      });

    await expect(readThere(layerBounds.left + 1)).rejects.toMatchObject({
      code: 'document-changed',
    });
    const { pixels } = await readThere(layerBounds.left);
    await desk.page.call('releaseBlob', { blobId: pixels?.blob.blobId ?? 0 });
  });

  it('leaves nothing behind when the page cancels in the middle', async () => {
    const target = await open(photoDocument());
    const controller = new AbortController();
    photoshop.faults.beforeCall('getData', () => controller.abort());

    const { documentId, layerId } = target;
    const call = desk.page.call(
      'readPixels',
      { documentId, layerId, extent: EXTENT },
      { signal: controller.signal },
    );

    await expect(call).rejects.toBeInstanceOf(AbortError);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('is a cancellation when the person presses Escape', async () => {
    const target = await open(photoDocument());
    photoshop.faults.beforeCall('getPixels', () => photoshop.user.pressEscape());

    await expect(read(target)).rejects.toBeInstanceOf(AbortError);
  });
});

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? 0))), 0);
}
