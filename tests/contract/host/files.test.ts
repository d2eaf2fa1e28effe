import { CHUNK_BYTES, readBlob } from '../../../src/bridge';
import { createDesk, closeDesk, holdCalls, type Desk } from './desk';

const WEIGHTS = Uint8Array.from({ length: CHUNK_BYTES + 5000 }, (_, index) => (index * 7) % 253);
const FILES: Readonly<Record<string, Uint8Array>> = {
  'models/net.onnx': WEIGHTS,
  'models/registry.json': Uint8Array.from('{}', (letter) => letter.charCodeAt(0)),
  'wasm/ort.wasm': Uint8Array.of(0, 97, 115, 109),
  'manifest.json': Uint8Array.of(1),
  'secret.json': Uint8Array.of(1),
};

describe("the plugin's own files", () => {
  let desk: Desk;

  beforeEach(() => {
    desk = createDesk({
      pluginFiles: {
        size: (path) => Promise.resolve(FILES[path]?.length),
        read: (path, offset, length) =>
          Promise.resolve((FILES[path] ?? new Uint8Array()).slice(offset, offset + length)),
      },
    });
  });

  afterEach(() => {
    closeDesk(desk);
  });

  it.each(['models/net.onnx', 'models/registry.json', 'wasm/ort.wasm'])(
    'come in chunks: %s',
    async (path) => {
      const handle = await desk.page.call('openAsset', { path });

      const bytes = await readBlob(desk.page, handle);

      expect(Buffer.compare(bytes, FILES[path] ?? new Uint8Array())).toBe(0);
    },
  );

  it('take no memory while they are open', async () => {
    const { blobId } = await desk.page.call('openAsset', { path: 'models/net.onnx' });

    expect(desk.session.held()).toEqual({ bytes: 0, blobs: 1 });
    await desk.page.call('releaseBlob', { blobId });
  });

  it.each([
    'manifest.json',
    'secret.json',
    'models/../secret.json',
    'models/..',
    'models//secret.json',
    'models/sub/net.onnx',
    'models\\net.onnx',
    '/models/net.onnx',
    'plugin-data:/settings.json',
    'file:///etc/passwd',
    'models/%2e%2e/secret.json',
    'models/.hidden',
    '',
  ])('are the only ones that can be read: not "%s"', async (path) => {
    await expect(desk.page.call('openAsset', { path })).rejects.toMatchObject({
      code: 'asset-missing',
    });
  });

  it('that are missing are named', async () => {
    const missing = desk.page.call('openAsset', { path: 'models/isnet.onnx' });

    await expect(missing).rejects.toMatchObject({
      code: 'asset-missing',
      context: { file: 'isnet.onnx' },
    });
  });

  it('that cannot be opened are named', async () => {
    desk.photoshop.faults.failNext('open');

    const refused = desk.page.call('openAsset', { path: 'models/net.onnx' });

    await expect(refused).rejects.toMatchObject({ code: 'asset-missing' });
  });

  it('that were opened for a page that is gone by then are closed again', async () => {
    const opening = holdCalls(desk.photoshop, 'open');
    desk.page.call('openAsset', { path: 'models/net.onnx' }).catch(() => undefined);
    await opening.reached;
    const abandoned = desk.session;

    desk.reloadPage();
    await desk.page.call('loadSettings', {});
    await opening.release();

    expect(abandoned.held().blobs).toBe(0);
    expect(desk.photoshop.inspect.openFiles()).toBe(0);
  });

  it('that can no longer be read are named, and are closed', async () => {
    const handle = await desk.page.call('openAsset', { path: 'models/net.onnx' });
    desk.photoshop.faults.failNext('read');

    await expect(readBlob(desk.page, handle)).rejects.toMatchObject({
      code: 'asset-missing',
      context: { file: 'net.onnx' },
    });
  });

  it('that end early are refused', async () => {
    const handle = await desk.page.call('openAsset', { path: 'models/net.onnx' });

    const beyond = { ...handle, byteLength: handle.byteLength + 1 };

    await expect(readBlob(desk.page, beyond)).rejects.toMatchObject({ code: 'bridge-corrupt' });
  });
});

describe('the settings', () => {
  let dataFiles: Map<string, Uint8Array>;
  let desk: Desk;

  beforeEach(() => {
    dataFiles = new Map();
    desk = createDesk({ dataFiles });
  });

  afterEach(() => {
    closeDesk(desk);
  });

  const textFile = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  it('are defaults at first', async () => {
    await expect(desk.page.call('loadSettings', {})).resolves.toEqual({});
  });

  it('outlive Photoshop', async () => {
    await desk.page.call('saveSettings', { quality: 'best' });
    const restarted = createDesk({ dataFiles });

    await expect(restarted.page.call('loadSettings', {})).resolves.toEqual({ quality: 'best' });
    restarted.end();
  });

  it.each(['', '{', 'null', '[]', '{"quality":"superb"}', '{"surprise":true}', '\u0000'])(
    'are defaults when the file is damaged: %s',
    async (text) => {
      dataFiles.set('settings.json', textFile(text));

      await expect(desk.page.call('loadSettings', {})).resolves.toEqual({});
    },
  );

  it('are defaults when an older version has written them', async () => {
    dataFiles.set('settings.json', textFile('{"modelId":"isnet"}'));

    await expect(desk.page.call('loadSettings', {})).resolves.toEqual({});
    await desk.page.call('saveSettings', { quality: 'best' });
    await expect(desk.page.call('loadSettings', {})).resolves.toEqual({ quality: 'best' });
  });

  it('stay as they were when they cannot be written', async () => {
    await desk.page.call('saveSettings', { quality: 'best' });
    desk.photoshop.faults.failNext('writeFile');

    await expect(desk.page.call('saveSettings', { quality: 'fast' })).rejects.toMatchObject({
      code: 'internal',
    });

    await expect(desk.page.call('loadSettings', {})).resolves.toEqual({ quality: 'best' });
  });

  it('are those of the last of two saves at once', async () => {
    await Promise.all([
      desk.page.call('saveSettings', { quality: 'best' }),
      desk.page.call('saveSettings', { quality: 'fast' }),
    ]);

    await expect(desk.page.call('loadSettings', {})).resolves.toEqual({ quality: 'fast' });
  });
});
