import {
  CHUNK_BYTES,
  MAX_READ_PIXELS,
  toChunk,
  type BlobHandle,
  type Target,
} from '../../../src/bridge';
import type { Bounds, Extent } from '../../../src/raster';
import {
  EXTENT,
  HISTORY_NAME,
  closeDesk,
  createDesk,
  holdCalls,
  photoDocument,
  runOnce,
  sendMask,
  type Desk,
} from './desk';

/** A page that is not ours any more, or is out of its mind: the host gives it nothing that it would not give ours. */
describe('a hostile page', () => {
  let desk: Desk;
  let target: Target;
  let before: string;

  beforeEach(async () => {
    desk = createDesk();
    desk.photoshop.user.newDocument(photoDocument());
    target = await desk.page.call('describeTarget', {});
    before = desk.photoshop.inspect.fingerprint(target.documentId);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  const read = (extent: Extent, part?: Bounds) => {
    const { documentId, layerId } = target;
    return desk.page.call('readPixels', { documentId, layerId, extent, part });
  };
  const begin = (extent: Extent) => {
    const { documentId, layerId } = target;
    return desk.page.call('beginMask', { documentId, layerId, extent });
  };
  const corrupt = { code: 'bridge-corrupt' };

  it.each([
    [{ width: 100_000, height: 100_000 }, 'document-changed'],
    [{ width: 300_001, height: 1 }, 'bridge-corrupt'],
    [{ width: 2 ** 53, height: 2 ** 53 }, 'bridge-corrupt'],
    [{ width: 0.5, height: 1 }, 'bridge-corrupt'],
    [{ width: -1, height: 1 }, 'bridge-corrupt'],
  ])('gets no memory for a mask of %j', async (extent, code) => {
    await expect(begin(extent)).rejects.toMatchObject({ code });

    expect(desk.session.held().bytes).toBe(0);
  });

  it('gets no more pixels at a time than one read may hold', async () => {
    const extent = { width: 4096, height: MAX_READ_PIXELS / 4096 + 1 };

    await expect(read(extent)).rejects.toMatchObject(corrupt);
  });

  it.each([
    { left: -1, top: 0, width: 10, height: 10 },
    { left: 0, top: 300_001, width: 10, height: 10 },
    { left: 0, top: 0, width: 300_001, height: 10 },
    { left: 0.5, top: 0, width: 10, height: 10 },
    { left: 0, top: 0, width: 10, height: 0 },
  ])('gets no pixels of a part that lies on no canvas: %j', async (part) => {
    await expect(read(EXTENT, part)).rejects.toMatchObject(corrupt);
  });

  it('gets no more pixels of a part than its extent, however large the part', async () => {
    const part = { left: 0, top: 0, width: 300_000, height: 300_000 };

    const { pixels } = await read({ width: 10, height: 10 }, part);

    expect(pixels?.blob.byteLength).toBe(4);
    await desk.page.call('releaseBlob', { blobId: pixels?.blob.blobId ?? 0 });
  });

  it('gets a few blobs and no more, and loses none of them over it', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => read(EXTENT)));
    const opened = asked.flatMap((each) =>
      each.status === 'fulfilled' && each.value.pixels ? [each.value.pixels.blob] : [],
    );

    expect(desk.session.held().blobs).toBe(8);
    expect(opened).toHaveLength(8);
    await Promise.all(
      opened.map(({ blobId }: BlobHandle) => desk.page.call('releaseBlob', { blobId })),
    );
  });

  it('gets no more of a blob at a time than a chunk may carry', async () => {
    const { pixels } = await read(EXTENT);
    const blobId = pixels?.blob.blobId ?? 0;

    const whole = desk.page.call('readBlob', { blobId, offset: 0, length: CHUNK_BYTES + 1 });

    await expect(whole).rejects.toMatchObject(corrupt);
    await desk.page.call('releaseBlob', { blobId });
  });

  it('cannot have one mask written and another one begun', async () => {
    const maskId = await sendMask(desk.page, target);
    const writing = holdCalls(desk.photoshop, 'putLayerMask');
    const commit = desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });
    await writing.reached;

    await expect(begin(EXTENT)).rejects.toMatchObject({ code: 'host-busy' });

    await writing.release();
    await commit;
    await runOnce(desk.page);
  });

  it.each([
    ['inflates to more than its rows', { height: 10 }],
    ['is of rows beyond the mask', { top: 199, height: 2 }],
    ['is of more rows than there are numbers for', { height: 2 ** 52 }],
    ['is of rows far away', { top: 2 ** 52, height: 1 }],
  ])('cannot send a strip that %s', async (_what, rows) => {
    const { maskId } = await begin(EXTENT);
    const chunk = toChunk(new Uint8Array(16_000_000), { deflate: true });
    const forged = { ...chunk, byteLength: 300 * 10 };

    const sent = desk.page.call('writeMaskStrip', { maskId, top: 0, ...rows, chunk: forged });

    await expect(sent).rejects.toMatchObject(corrupt);
    await desk.page.call('discardMask', { maskId });
    expect(desk.photoshop.inspect.fingerprint(target.documentId)).toBe(before);
  });

  it('cannot write to a document by the mask of another session', async () => {
    const maskId = await sendMask(desk.page, target);
    desk.reloadPage();

    const commit = desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });

    await expect(commit).rejects.toMatchObject(corrupt);
    expect(desk.photoshop.inspect.fingerprint(target.documentId)).toBe(before);
  });
});
