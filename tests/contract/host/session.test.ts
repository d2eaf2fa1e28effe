import { readBlob, toChunk, type Target } from '../../../src/bridge';
import type { SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  HISTORY_NAME,
  createDesk,
  holdCalls,
  closeDesk,
  photoDocument,
  runOnce,
  sendMask,
  type Desk,
} from './desk';

describe('a page session over Photoshop', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;
  let target: Target;
  let before: string;

  beforeEach(async () => {
    desk = createDesk();
    ({ photoshop } = desk);
    photoshop.user.newDocument(photoDocument());
    target = await desk.page.call('describeTarget', {});
    before = photoshop.inspect.fingerprint(target.documentId);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  const read = async () => {
    const { documentId, layerId } = target;
    const wish = { documentId, layerId, extent: EXTENT };
    const { pixels } = await desk.page.call('readPixels', wish);
    if (!pixels) throw new Error('The layer has no pixels');
    return pixels;
  };

  it('lets go of a half-sent mask when the page is reloaded', async () => {
    const { documentId, layerId } = target;
    const { maskId } = await desk.page.call('beginMask', { documentId, layerId, extent: EXTENT });
    const chunk = toChunk(new Uint8Array(300 * 50), { deflate: true });
    await desk.page.call('writeMaskStrip', { maskId, top: 0, height: 50, chunk });
    const abandoned = desk.session;

    desk.reloadPage();
    const next = desk.page.call('writeMaskStrip', { maskId, top: 50, height: 50, chunk });

    await expect(next).rejects.toMatchObject({ code: 'bridge-corrupt' });
    expect(abandoned.held()).toEqual({ bytes: 0, blobs: 0 });
    expect(desk.sessionCount).toBe(2);
    expect(photoshop.inspect.fingerprint(documentId)).toBe(before);
  });

  it('lets go of pixels that nobody will fetch when the page is reloaded', async () => {
    await read();
    const abandoned = desk.session;
    const heldBefore = abandoned.held();

    desk.reloadPage();
    await desk.page.call('loadSettings', {});

    expect(heldBefore).toEqual({ bytes: 200 * 150 * 4, blobs: 1 });
    expect(abandoned.held()).toEqual({ bytes: 0, blobs: 0 });
  });

  it('keeps nothing of a read that was running when the page was reloaded', async () => {
    const reading = holdCalls(photoshop, 'getPixels');
    read().catch(() => undefined);
    await reading.reached;
    const abandoned = desk.session;

    desk.reloadPage();
    await desk.page.call('loadSettings', {});
    await reading.release();

    expect(abandoned.held()).toEqual({ bytes: 0, blobs: 0 });
    expect(photoshop.inspect.liveImageData()).toBe(0);
  });

  it('takes a commit back that was running when the page was reloaded', async () => {
    const maskId = await sendMask(desk.page, target);
    const writing = holdCalls(photoshop, 'putLayerMask');
    desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME }).catch(() => undefined);
    await writing.reached;

    desk.reloadPage();
    await desk.page.call('loadSettings', {});
    await writing.release();

    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
    expect(photoshop.inspect.history(target.documentId).names).toHaveLength(1);
  });

  it('runs as before in the page that comes after', async () => {
    await sendMask(desk.page, target);
    desk.reloadPage();

    await runOnce(desk.page);

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it('refuses a strip that was damaged on its way, and takes it when it is sent again', async () => {
    let damages = 1;
    desk.tamper = (text) =>
      text.includes('writeMaskStrip') && damages-- > 0 ? damage(text) : text;
    await expect(sendMask(desk.page, target)).rejects.toMatchObject({ code: 'bridge-corrupt' });

    const maskId = await sendMask(desk.page, target);
    await desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it('refuses pixels that were damaged on their way, and lets go of them', async () => {
    const { blob } = await read();
    desk.tamper = (text, from) =>
      from === 'host' && text.includes('base64') ? damage(text) : text;

    await expect(readBlob(desk.page, blob)).rejects.toMatchObject({ code: 'bridge-corrupt' });

    expect(desk.session.held()).toEqual({ bytes: 0, blobs: 0 });
  });

  it('refuses bytes beyond the end of a blob', async () => {
    const { blob } = await read();
    const { blobId, byteLength } = blob;

    const beyond = desk.page.call('readBlob', { blobId, offset: byteLength - 1, length: 2 });

    await expect(beyond).rejects.toMatchObject({ code: 'bridge-corrupt' });
    await desk.page.call('releaseBlob', { blobId });
  });

  it('runs although payloads arrive where only some hosts put them', async () => {
    desk.pipe.faults.deliversInMessage = true;

    await runOnce(desk.page);

    expect(photoshop.inspect.history(target.documentId).names.slice(1)).toEqual([HISTORY_NAME]);
  });

  it('is not disturbed by messages that are not ours', async () => {
    for (const payload of [null, 7, 'text', '{"kind":"bye"}', { kind: 'rpc' }]) {
      desk.pipe.deliverForeign('toHost', payload, 'plugin:/panel.html');
      desk.pipe.deliverForeign('toPage', payload, 'other.plugin');
    }

    await runOnce(desk.page);

    expect(desk.sessionCount).toBe(1);
  });

  it('survives a lost reply: the call times out and the next one works', async () => {
    jest.useFakeTimers();
    try {
      desk.tamper = (text, from) => (from === 'host' ? undefined : text);
      const lost = desk.page.call('listDocuments', {});
      const rejection = expect(lost).rejects.toMatchObject({ code: 'bridge-timeout' });
      await jest.advanceTimersByTimeAsync(31_000);
      await rejection;
    } finally {
      jest.useRealTimers();
    }
    desk.tamper = (text) => text;

    await expect(desk.page.call('listDocuments', {})).resolves.toHaveLength(1);
  });
});

/** Changes one letter of the base64 text in a message. */
function damage(message: string): string {
  return message.replace(
    /("text":"....)(.)/,
    (_match, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`,
  );
}
