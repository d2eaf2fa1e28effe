import type * as bridge from '../../../src/bridge';
import type * as host from '../../../src/host';
import { createPipe } from '../bridge/pipe';

/** What UXP's main context has not got, at least not in every version that we support. */
const ABSENT = [
  'TextDecoder',
  'TextEncoder',
  'queueMicrotask',
  'structuredClone',
  'Worker',
  'MessageChannel',
  'crypto',
  'atob',
  'btoa',
  'Buffer',
] as const;

describe('the host side in an engine as poor as UXP', () => {
  const kept = new Map<string, PropertyDescriptor>();

  beforeEach(() => {
    for (const name of ABSENT) {
      const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
      if (descriptor) kept.set(name, descriptor);
      Object.defineProperty(globalThis, name, { value: undefined, configurable: true });
    }
  });

  afterEach(() => {
    for (const [name, descriptor] of kept) Object.defineProperty(globalThis, name, descriptor);
  });

  it('shakes hands, answers calls and passes bytes both ways', async () => {
    const { service, client, close, toChunk, fromChunk } = start();

    const missing = client.call('openAsset', { path: 'models/none.onnx' });

    await expect(missing).rejects.toMatchObject({ code: 'asset-missing' });
    await expect(client.call('loadSettings', {})).resolves.toEqual({});
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
    expect(fromChunk(toChunk(bytes, { deflate: true }))).toEqual(bytes);
    expect(service.held()).toEqual({ bytes: 0, blobs: 0 });
    close();
  });
});

/** Both sides, loaded where the globals are absent already. */
function start() {
  let rooms: (typeof bridge & Pick<typeof host, 'createHostService'>) | undefined;
  jest.isolateModules(() => {
    rooms = {
      ...jest.requireActual<typeof bridge>('../../../src/bridge'),
      ...jest.requireActual<typeof host>('../../../src/host'),
    };
  });
  if (!rooms) throw new Error('The rooms were not loaded');
  const noFiles = () => Promise.reject(new Error('no such file'));
  const vendor = { photoshop: {}, uxp: {}, fs: { lstat: noFiles, readFile: noFiles } };
  const service = rooms.createHostService(
    vendor as unknown as Parameters<typeof host.createHostService>[0],
    {
      describeEnvironment: () => {
        throw new Error('not part of this test');
      },
      closeDialog: () => undefined,
    },
  );
  const pipe = createPipe();
  const link = rooms.serveHost(pipe.host, () => service);
  const client = rooms.createHostClient(pipe.page);
  const close = () => {
    client.close();
    link.close();
  };
  return { ...rooms, service, client, close };
}
