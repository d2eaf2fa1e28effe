import {
  CHUNK_BYTES,
  readBlob,
  toChunk,
  type HostClient,
  type MethodParams,
  type HOST_METHODS,
} from '../../../src/bridge';
import { AbortError } from '../../../src/support';

type ReadParams = MethodParams<typeof HOST_METHODS, 'readBlob'>;

describe('reading a blob', () => {
  const BYTES = Uint8Array.from({ length: CHUNK_BYTES + 1000 }, (_, index) => index % 251);
  const HANDLE = { blobId: 3, byteLength: BYTES.length };
  let released: unknown[];

  beforeEach(() => {
    released = [];
  });

  function clientThatReads(read: (params: ReadParams) => unknown): HostClient {
    const call = (method: string, params: unknown) => {
      if (method === 'releaseBlob') released.push(params);
      return Promise.resolve(method === 'readBlob' ? read(params as ReadParams) : {});
    };
    return { call: call as HostClient['call'] };
  }

  const chunkOf = ({ offset, length }: ReadParams) =>
    toChunk(BYTES.subarray(offset, offset + length));

  it('puts the chunks together, tells how far it is, and releases the blob', async () => {
    const fractions: number[] = [];

    const bytes = await readBlob(clientThatReads(chunkOf), HANDLE, {
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(Buffer.compare(bytes, BYTES)).toBe(0);
    expect(fractions).toEqual([CHUNK_BYTES / BYTES.length, 1]);
    expect(released).toEqual([{ blobId: 3 }]);
  });

  it('refuses a chunk that was damaged on its way, and releases the blob', async () => {
    const client = clientThatReads((params) => ({ ...chunkOf(params), crc32: 1 }));

    await expect(readBlob(client, HANDLE)).rejects.toMatchObject({ code: 'bridge-corrupt' });
    expect(released).toHaveLength(1);
  });

  it('refuses a chunk of another length', async () => {
    const client = clientThatReads(() => toChunk(new Uint8Array(5)));

    await expect(readBlob(client, HANDLE)).rejects.toMatchObject({ code: 'bridge-corrupt' });
  });

  it('releases the blob of a read that is cancelled before it began', async () => {
    const signal = AbortSignal.abort();

    const read = readBlob(clientThatReads(chunkOf), HANDLE, { signal });

    await expect(read).rejects.toBeInstanceOf(AbortError);
    expect(released).toHaveLength(1);
  });
});
