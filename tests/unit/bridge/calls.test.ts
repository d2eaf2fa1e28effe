import {
  createHostClient,
  serveHost,
  type HostConnection,
  type HostService,
} from '../../../src/bridge';
import { AbortError, OffcutError } from '../../../src/support';
import { hostServiceWith } from './host-service';
import { createPipe, type Pipe } from './pipe';

const EXTENT = { width: 4, height: 4 };

describe('a call over the bridge', () => {
  let pipe: Pipe;
  let client: HostConnection;
  let closeHost: () => void;

  function connect(methods: Partial<HostService>): void {
    pipe = createPipe();
    const link = serveHost(pipe.host, () => ({
      service: hostServiceWith(methods),
      dispose: () => undefined,
    }));
    client = createHostClient(pipe.page);
    closeHost = () => link.close();
  }

  afterEach(() => {
    client.close();
    closeHost();
    jest.useRealTimers();
  });

  it('brings the reply', async () => {
    connect({ loadSettings: () => Promise.resolve({ quality: 'best' }) });

    await expect(client.call('loadSettings', {})).resolves.toEqual({ quality: 'best' });
  });

  it('says nothing but JSON text', async () => {
    connect({});

    await client.call('loadSettings', {});

    expect(pipe.posted.map(({ text }) => typeof JSON.parse(text))).not.toContain('undefined');
  });

  it('brings a typed error with its code, words and facts', async () => {
    const busy = new OffcutError('host-busy', 'Another command runs', { context: { seconds: 3 } });
    connect({ listDocuments: () => Promise.reject(busy) });

    const call = client.call('listDocuments', {});

    await expect(call).rejects.toBeInstanceOf(OffcutError);
    await expect(call).rejects.toMatchObject({
      code: 'host-busy',
      message: 'Another command runs',
      context: { seconds: 3 },
    });
  });

  it('brings anything else that was thrown as an internal error, without its stack', async () => {
    connect({ listDocuments: () => Promise.reject(new TypeError('x is not a function')) });

    await expect(client.call('listDocuments', {})).rejects.toMatchObject({ code: 'internal' });
    expect(JSON.stringify(pipe.posted)).not.toContain('.ts');
  });

  it('brings a cancellation as a cancellation', async () => {
    connect({ listDocuments: () => Promise.reject(new AbortError()) });

    await expect(client.call('listDocuments', {})).rejects.toBeInstanceOf(AbortError);
  });

  it('is refused with bridge-corrupt when its parameters are not as agreed', async () => {
    const listDocuments = jest.fn(() => Promise.resolve([]));
    connect({ listDocuments });

    const call = client.call('listDocuments', { surprise: 1 });

    await expect(call).rejects.toMatchObject({ code: 'bridge-corrupt' });
    expect(listDocuments).not.toHaveBeenCalled();
  });

  it('is refused with bridge-corrupt when its reply is not as agreed', async () => {
    connect({ beginMask: () => Promise.resolve({ maskId: -1 }) });

    const call = client.call('loadSettings', {});
    const bad = client.call('beginMask', beginParams());

    await expect(bad).rejects.toMatchObject({ code: 'bridge-corrupt' });
    await expect(call).resolves.toEqual({});
  });

  it('tells the host to stop and rejects at once when it is cancelled', async () => {
    let hostSignal: AbortSignal | undefined;
    connect({
      listDocuments: (_nothing, { signal }) => {
        hostSignal = signal;
        return new Promise(() => undefined);
      },
    });
    const controller = new AbortController();
    const call = client.call('listDocuments', {}, { signal: controller.signal });
    await eventually(() => hostSignal !== undefined);

    controller.abort();

    await expect(call).rejects.toBeInstanceOf(AbortError);
    await eventually(() => hostSignal?.aborted === true);
  });

  it('is never sent when it was cancelled before', async () => {
    const listDocuments = jest.fn(() => Promise.resolve([]));
    connect({ listDocuments });

    const call = client.call('listDocuments', {}, { signal: AbortSignal.abort() });

    await expect(call).rejects.toBeInstanceOf(AbortError);
    await client.call('loadSettings', {});
    expect(listDocuments).not.toHaveBeenCalled();
  });

  it('leaves it to the host how a cancelled write ended', async () => {
    let finish: () => void = () => undefined;
    connect({
      commitMask: () => new Promise((resolve) => (finish = () => resolve({}))),
    });
    const controller = new AbortController();
    const call = client.call(
      'commitMask',
      { maskId: 1, historyName: 'Remove Background' },
      { signal: controller.signal },
    );
    await eventually(() => pipe.posted.some(({ text }) => text.includes('commitMask')));

    controller.abort();
    await eventually(() => pipe.posted.some(({ text }) => text.includes('"cancel"')));
    finish();

    await expect(call).resolves.toEqual({});
  });

  it('closes what the host had opened when the reply crosses with the cancel', async () => {
    let finish: () => void = () => undefined;
    const released: number[] = [];
    connect({
      openAsset: () =>
        new Promise((resolve) => (finish = () => resolve({ blobId: 7, byteLength: 1 }))),
      releaseBlob: ({ blobId }) => {
        released.push(blobId);
        return Promise.resolve({});
      },
    });
    const controller = new AbortController();
    const call = client.call('openAsset', { path: 'models/a' }, { signal: controller.signal });
    await eventually(() => pipe.posted.some(({ text }) => text.includes('openAsset')));

    controller.abort();
    finish();

    await expect(call).rejects.toBeInstanceOf(AbortError);
    await eventually(() => released.length === 1);
    expect(released).toEqual([7]);
  });

  it('times out after 30 s of silence and tells the host to stop', async () => {
    jest.useFakeTimers();
    let hostSignal: AbortSignal | undefined;
    connect({
      listDocuments: (_nothing, { signal }) => {
        hostSignal = signal;
        return new Promise(() => undefined);
      },
    });
    const call = client.call('listDocuments', {});
    const rejection = expect(call).rejects.toMatchObject({
      code: 'bridge-timeout',
      context: { method: 'listDocuments' },
    });

    await jest.advanceTimersByTimeAsync(29_900);
    expect(hostSignal?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(200);

    await rejection;
    expect(hostSignal?.aborted).toBe(true);
  });

  it('gives a write to the document two minutes', async () => {
    jest.useFakeTimers();
    connect({ commitMask: () => new Promise(() => undefined) });
    const call = client.call('commitMask', { maskId: 1, historyName: 'Remove Background' });
    const onEnd = jest.fn();
    call.catch(onEnd);

    await jest.advanceTimersByTimeAsync(119_000);
    expect(onEnd).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(2000);

    expect(onEnd).toHaveBeenCalledWith(expect.objectContaining({ code: 'bridge-timeout' }));
  });

  it('starts its clock again with every report of progress', async () => {
    jest.useFakeTimers();
    connect({
      listDocuments: async (_nothing, { report }) => {
        for (const fraction of [0.25, 0.5, 0.75]) {
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          report(fraction);
        }
        return [];
      },
    });
    const onReport = jest.fn();

    const call = client.call('listDocuments', {}, { onReport });
    await jest.advanceTimersByTimeAsync(60_100);

    await expect(call).resolves.toEqual([]);
    expect(onReport.mock.calls).toEqual([[0.25], [0.5], [0.75]]);
  });

  it('outlives garbled messages: only the garbled call fails', async () => {
    jest.useFakeTimers();
    connect({});
    pipe.tamper = (text) => (text.includes('listDocuments') ? text.slice(0, -20) : text);

    const garbled = client.call('listDocuments', {});
    const rejection = expect(garbled).rejects.toMatchObject({ code: 'bridge-timeout' });
    const sound = client.call('loadSettings', {});
    await jest.advanceTimersByTimeAsync(31_000);

    await rejection;
    await expect(sound).resolves.toEqual({});
  });

  it('is served once when the pipe delivers it twice, and its caller hears of the first', async () => {
    let served = 0;
    connect({
      commitMask: () =>
        ++served === 1 ? wait(5) : Promise.reject(new OffcutError('bridge-corrupt', 'again')),
    });
    await client.call('loadSettings', {});
    pipe.tamper = (text, from) => {
      if (from === 'page') pipe.inject('host', text);
      return text;
    };

    const commit = client.call('commitMask', { maskId: 1, historyName: 'x' });

    await expect(commit).resolves.toEqual({});
    expect(served).toBe(1);
  });

  it('is refused with bridge-corrupt when its reply speaks of more bytes than any file of ours has', async () => {
    connect({ openAsset: () => Promise.resolve({ blobId: 1, byteLength: 2 ** 31 + 1 }) });

    const opening = client.call('openAsset', { path: 'models/x.onnx' });

    await expect(opening).rejects.toMatchObject({ code: 'bridge-corrupt' });
  });

  it('closes a mask that was begun for a page that had given up by then', async () => {
    const discarded: number[] = [];
    let begin: (reply: { maskId: number }) => void = () => undefined;
    connect({
      beginMask: () => new Promise((resolve) => (begin = resolve)),
      discardMask: ({ maskId }) => {
        discarded.push(maskId);
        return Promise.resolve({});
      },
    });
    const controller = new AbortController();
    await client.call('loadSettings', {});
    const begun = client.call('beginMask', beginParams(), { signal: controller.signal });
    await wait(5);

    controller.abort();
    begin({ maskId: 7 });

    await expect(begun).rejects.toBeInstanceOf(AbortError);
    await eventually(() => discarded.length > 0);
    expect(discarded).toEqual([7]);
  });

  it('is refused with bridge-corrupt when far too many are running', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    connect({ listDocuments: () => released.then(() => []) });

    const calls = Array.from({ length: 100 }, () => client.call('listDocuments', {}));
    const refused = Promise.allSettled(calls.slice(64));
    await expect(calls.at(-1)).rejects.toMatchObject({ code: 'bridge-corrupt' });
    release();

    expect((await refused).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(Promise.all(calls.slice(0, 64))).resolves.toHaveLength(64);
    await expect(client.call('listDocuments', {})).resolves.toEqual([]);
  });

  it('fails with bridge-corrupt when an error arrives that cannot be read', async () => {
    connect({ listDocuments: () => Promise.reject(new OffcutError('host-busy', 'busy')) });
    pipe.tamper = (text) => text.replace('"host-busy"', '"no-such-code"');

    await expect(client.call('listDocuments', {})).rejects.toMatchObject({
      code: 'bridge-corrupt',
    });
  });
});

async function wait(ms: number): Promise<object> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return {};
}

function beginParams() {
  return { documentId: 1, layerId: 2, extent: EXTENT } as Parameters<HostService['beginMask']>[0];
}

async function eventually(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !condition(); turn++)
    await new Promise((resolve) => setImmediate(resolve));
  expect(condition()).toBe(true);
}
