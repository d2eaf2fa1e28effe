import {
  closeDesk,
  createDesk,
  holdCalls,
  photoDocument,
  sendMask,
  HISTORY_NAME,
  type Desk,
} from './desk';

const EXTENT = { width: 16, height: 16 };

describe('our own modal scopes', () => {
  let desk: Desk;
  beforeEach(() => (desk = createDesk()));
  afterEach(() => closeDesk(desk));

  async function openTarget() {
    desk.photoshop.user.newDocument(photoDocument());
    return desk.page.call('describeTarget', {});
  }

  const readOf = ({ documentId, layerId }: Awaited<ReturnType<typeof openTarget>>) =>
    desk.page.call('readPixels', { documentId, layerId, extent: EXTENT });

  async function release(pixels: { blob: { blobId: number } } | undefined) {
    if (pixels) await desk.page.call('releaseBlob', { blobId: pixels.blob.blobId });
  }

  it('wait for each other, and never nest', async () => {
    const [first, second] = [await openTarget(), await openTarget()];
    const maskId = await sendMask(desk.page, first);
    let deepest = 0;
    desk.photoshop.faults.beforeCall('getPixels', () => {
      deepest = Math.max(deepest, desk.photoshop.inspect.openModalScopes());
    });

    const [, ...reads] = await Promise.all([
      desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME }),
      readOf(second),
      readOf(first),
    ]);

    expect(deepest).toBe(1);
    for (const { pixels } of reads) await release(pixels);
  });

  it('do not take a mask back with a read that fails at the same time', async () => {
    const [first, second] = [await openTarget(), await openTarget()];
    const maskId = await sendMask(desk.page, first);
    const held = holdCalls(desk.photoshop, 'putLayerMask');
    const writing = desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });
    await held.reached;

    const reading = readOf({ ...second, layerId: 999 as typeof second.layerId });
    reading.catch(() => undefined);
    await held.release();

    await expect(reading).rejects.toMatchObject({ code: 'layer-deleted' });
    await writing;
    const { names } = desk.photoshop.inspect.history(first.documentId);
    expect(names.at(-1)).toBe(HISTORY_NAME);
  });

  it('let go at once of a call that is cancelled while it waits', async () => {
    const [first, second] = [await openTarget(), await openTarget()];
    const maskId = await sendMask(desk.page, first);
    const held = holdCalls(desk.photoshop, 'putLayerMask');
    const writing = desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });
    await held.reached;
    const canceller = new AbortController();
    const { documentId, layerId } = second;
    const reading = desk.page.call(
      'readPixels',
      { documentId, layerId, extent: EXTENT },
      { signal: canceller.signal },
    );

    canceller.abort();

    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await held.release();
    await writing;
    const { pixels } = await readOf(second);
    await release(pixels);
  });

  it('wait for another plugin’s, one after the other', async () => {
    const [first, second] = [await openTarget(), await openTarget()];
    desk.photoshop.user.startOtherPluginModal('com.example.other');
    setTimeout(() => desk.photoshop.user.endOtherPluginModal(), 100);

    const reads = await Promise.all([readOf(first), readOf(second)]);

    expect(reads.every(({ pixels }) => pixels !== undefined)).toBe(true);
    for (const { pixels } of reads) await release(pixels);
  });
});
