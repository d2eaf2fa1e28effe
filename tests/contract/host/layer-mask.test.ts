import { toChunk, type Target } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { HostMethod, SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  HISTORY_NAME,
  PHOTO_BOUNDS,
  closeDesk,
  createDesk,
  expectNothingLeft,
  photoDocument,
  runOnce,
  sendMask,
  testMask,
  writeMask,
  type Desk,
} from './desk';

describe('writing a layer mask', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;
  let target: Target;
  let before: string;

  beforeEach(async () => {
    desk = createDesk();
    ({ photoshop } = desk);
    photoshop.user.newDocument(
      photoDocument({
        layers: [
          { name: 'Photo', bounds: PHOTO_BOUNDS },
          { name: 'Below', bounds: PHOTO_BOUNDS },
        ],
      }),
    );
    target = await desk.page.call('describeTarget', {});
    before = photoshop.inspect.fingerprint(target.documentId);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  const commit = (maskId: number, signal?: AbortSignal) =>
    desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME }, { signal });

  function expectUntouched(): void {
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
    expect(photoshop.inspect.history(target.documentId).names).toHaveLength(1);
  }

  it('writes every row at its place, over the whole canvas', async () => {
    await writeMask(desk.page, target);

    const mask = photoshop.inspect.layerMask(target.documentId, target.layerId);
    expect(mask?.bounds).toMatchObject({ left: 0, top: 0, ...EXTENT });
    expect(Buffer.compare(mask?.pixels ?? new Uint8Array(), testMask())).toBe(0);
  });

  it('makes one history state with its name, and undo takes everything back', async () => {
    await writeMask(desk.page, target);
    const { names } = photoshop.inspect.history(target.documentId);

    photoshop.user.undo(target.documentId);

    expect(names.slice(1)).toEqual([HISTORY_NAME]);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
  });

  it('replaces the mask that was there', async () => {
    await writeMask(desk.page, target);
    const maskId = await sendMask(desk.page, target, new Uint8Array(300 * 200).fill(7));

    await commit(maskId);

    const mask = photoshop.inspect.layerMask(target.documentId, target.layerId);
    expect(new Set(mask?.pixels)).toEqual(new Set([7]));
  });

  it('writes to the document that was read although another one is active by now', async () => {
    const maskId = await sendMask(desk.page, target);
    const other = photoshop.user.newDocument(photoDocument({ name: 'Other' }));
    const otherBefore = photoshop.inspect.fingerprint(other);

    await commit(maskId);

    expect(photoshop.inspect.layerMask(target.documentId, target.layerId)).toBeDefined();
    expect(photoshop.inspect.fingerprint(other)).toBe(otherBefore);
  });

  it('leaves no more behind after the tenth run than after the second', async () => {
    await runOnce(desk.page);
    await runOnce(desk.page);
    const { peak } = photoshop.inspect.imageDataBytes();

    for (let run = 3; run <= 10; run++) await runOnce(desk.page);

    expect(photoshop.inspect.imageDataBytes().peak).toBe(peak);
    expect(photoshop.inspect.history(target.documentId).names).toHaveLength(11);
    expectNothingLeft(desk);
  });

  it('holds one mask at a time', async () => {
    const first = await sendMask(desk.page, target);
    const second = await sendMask(desk.page, target);

    expect(desk.session.held().bytes).toBe(300 * 200);
    await expect(commit(first)).rejects.toMatchObject({ code: 'bridge-corrupt' });
    await commit(second);
  });

  it('lets go of a mask that is discarded', async () => {
    const maskId = await sendMask(desk.page, target);

    await desk.page.call('discardMask', { maskId });

    await expect(commit(maskId)).rejects.toMatchObject({ code: 'bridge-corrupt' });
    expectUntouched();
  });

  it('writes nothing while rows are missing', async () => {
    const { documentId, layerId } = target;
    const { maskId } = await desk.page.call('beginMask', { documentId, layerId, extent: EXTENT });
    await desk.page.call('writeMaskStrip', {
      maskId,
      top: 0,
      height: 10,
      chunk: toChunk(new Uint8Array(300 * 10), { deflate: true }),
    });

    await expect(commit(maskId)).rejects.toMatchObject({
      code: 'bridge-corrupt',
      context: { missing: 190 },
    });
    expectUntouched();
  });

  it('refuses a mask of another size than the document', async () => {
    const { documentId, layerId } = target;
    const extent = { width: 299, height: 200 };

    const begun = desk.page.call('beginMask', { documentId, layerId, extent });

    await expect(begun).rejects.toMatchObject({ code: 'document-changed' });
  });

  it.each<[string, string, () => void]>([
    [
      'layer-deleted',
      'the layer was deleted',
      () => photoshop.user.deleteLayer(target.documentId, target.layerId),
    ],
    [
      'locked-layer',
      'the layer was locked',
      () => photoshop.user.setLocked(target.documentId, target.layerId, true),
    ],
  ])('says %s when %s between read and write', async (code, _what, change) => {
    const maskId = await sendMask(desk.page, target);
    change();
    const changed = photoshop.inspect.fingerprint(target.documentId);

    await expect(commit(maskId)).rejects.toMatchObject({ code });

    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(changed);
    expect(photoshop.inspect.history(target.documentId).names).not.toContain(HISTORY_NAME);
  });

  it('says document-closed when the document was closed between read and write', async () => {
    const maskId = await sendMask(desk.page, target);
    photoshop.user.closeDocument(target.documentId);

    await expect(commit(maskId)).rejects.toMatchObject({ code: 'document-closed' });
  });

  it('says host-busy while another plugin is modal, and works afterwards', async () => {
    const maskId = await sendMask(desk.page, target);
    photoshop.user.startOtherPluginModal('com.example.other');
    await expect(commit(maskId)).rejects.toMatchObject({ code: 'host-busy' });
    expectUntouched();

    photoshop.user.endOtherPluginModal();
    await writeMask(desk.page, target);

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  }, 10_000);

  it('waits for another plugin that is modal for a moment', async () => {
    const maskId = await sendMask(desk.page, target);
    photoshop.user.startOtherPluginModal('com.example.other');
    setTimeout(() => photoshop.user.endOtherPluginModal(), 300);

    await commit(maskId);

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it.each<HostMethod>([
    'executeAsModal',
    'suspendHistory',
    'createImageDataFromBuffer',
    'putLayerMask',
    'resumeHistory',
  ])('leaves the document as it was when %s fails', async (method) => {
    const maskId = await sendMask(desk.page, target);
    photoshop.faults.failAlways(method);

    await expect(commit(maskId)).rejects.toMatchObject({ code: 'host-failed' });

    expectUntouched();
  });

  it('succeeds when Photoshop fails for a moment, in one history state all the same', async () => {
    const maskId = await sendMask(desk.page, target);
    photoshop.faults.failNext('putLayerMask');

    await commit(maskId);

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it('writes right after a write although Photoshop needs a moment', async () => {
    photoshop.faults.transientAfterPut = true;

    await writeMask(desk.page, target);
    await writeMask(desk.page, target);

    expect(photoshop.inspect.history(target.documentId).names).toHaveLength(3);
  });

  it.each<HostMethod>([
    'executeAsModal',
    'suspendHistory',
    'createImageDataFromBuffer',
    'putLayerMask',
  ])('leaves no trace when the page cancels before %s', async (method) => {
    const maskId = await sendMask(desk.page, target);
    const controller = new AbortController();
    photoshop.faults.beforeCall(method, async () => {
      controller.abort();
      await nextMessages();
    });

    await expect(commit(maskId, controller.signal)).rejects.toBeInstanceOf(AbortError);

    expectUntouched();
  });

  it('says that it was written when the cancel comes too late', async () => {
    const maskId = await sendMask(desk.page, target);
    const controller = new AbortController();
    photoshop.faults.beforeCall('resumeHistory', async () => {
      controller.abort();
      await nextMessages();
    });

    await expect(commit(maskId, controller.signal)).resolves.toEqual({});

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it.each<HostMethod>([
    'suspendHistory',
    'createImageDataFromBuffer',
    'putLayerMask',
    'resumeHistory',
  ])('leaves no trace when the person presses Escape before %s', async (method) => {
    const maskId = await sendMask(desk.page, target);
    photoshop.faults.beforeCall(method, () => photoshop.user.pressEscape());

    await expect(commit(maskId)).rejects.toBeInstanceOf(AbortError);

    expectUntouched();
  });
});

/** Long enough for a message to cross the pipe and be dealt with. */
function nextMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
