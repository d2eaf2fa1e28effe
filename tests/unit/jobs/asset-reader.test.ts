import { toChunk } from '../../../src/bridge';
import { createAssetReader } from '../../../src/jobs';
import { AbortError } from '../../../src/support';
import { ScriptedHost } from './scripted-host';

const BYTES = Uint8Array.of(1, 2, 3, 4, 5);

describe('reading the plugin’s own files', () => {
  let scripted: ScriptedHost;
  let close: () => void;
  let fetched: string[];

  beforeEach(() => {
    scripted = new ScriptedHost();
    scripted.assets.set('models/a.onnx', BYTES);
    scripted.assets.set('models/b.onnx', BYTES);
    fetched = [];
  });
  afterEach(() => close());

  function readerWith(answer: () => Response | Promise<Response>) {
    const opened = scripted.open();
    close = opened.close;
    return createAssetReader(opened.host, (path) => {
      fetched.push(path);
      return Promise.resolve().then(answer);
    });
  }

  it('fetches where the webview allows it, and leaves the bridge alone', async () => {
    const readAsset = readerWith(() => new Response(BYTES, { headers: { 'content-length': '5' } }));

    expect(await readAsset('models/a.onnx')).toEqual(BYTES);
    expect(scripted.openedAssets).toEqual([]);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['is refused', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is not found', () => new Response('no', { status: 404 })],
    ['has an error for an answer', () => Response.error()],
    ['is empty', () => new Response(new Uint8Array())],
    ['is cut short', () => new Response(BYTES, { headers: { 'content-length': '6' } })],
  ])('reads over the bridge where the fetch %s, and closes the file', async (_how, answer) => {
    const readAsset = readerWith(answer);
    const fractions: number[] = [];

    const bytes = await readAsset('models/a.onnx', { onProgress: (part) => fractions.push(part) });

    expect(Array.from(bytes)).toEqual(Array.from(BYTES));
    expect(fractions.at(-1)).toBe(1);
    expect(scripted.held).toBe(0);
  });

  it('remembers for the session that a fetch is refused', async () => {
    const readAsset = readerWith(() => Promise.reject(new TypeError('Failed to fetch')));

    await readAsset('models/a.onnx');
    await readAsset('models/b.onnx');

    expect(fetched).toEqual(['models/a.onnx']);
    expect(scripted.openedAssets).toEqual(['models/a.onnx', 'models/b.onnx']);
  });

  it('does not blame fetch for a file that is nowhere', async () => {
    const readAsset = readerWith(() => new Response('no', { status: 404 }));

    await expect(readAsset('models/none.onnx')).rejects.toMatchObject({ code: 'asset-missing' });
    await readAsset('models/a.onnx');

    expect(fetched).toEqual(['models/none.onnx', 'models/a.onnx']);
  });

  it('stops when it is cancelled, without a second way', async () => {
    const canceller = new AbortController();
    const readAsset = readerWith(() => {
      canceller.abort();
      throw new DOMException('Aborted', 'AbortError');
    });

    const reading = readAsset('models/a.onnx', { signal: canceller.signal });

    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(scripted.openedAssets).toEqual([]);
  });

  it('stops on the bridge as well, and leaves no file open', async () => {
    const canceller = new AbortController();
    scripted.methods = {
      readBlob: () => {
        canceller.abort();
        return Promise.resolve(toChunk(BYTES));
      },
    };
    const readAsset = readerWith(() => Promise.reject(new TypeError('Failed to fetch')));

    const reading = readAsset('models/a.onnx', { signal: canceller.signal });

    await expect(reading).rejects.toBeInstanceOf(AbortError);
    expect(scripted.held).toBe(0);
  });
});
