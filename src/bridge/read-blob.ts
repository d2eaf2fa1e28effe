import { throwIfAborted } from '../support';
import { fromChunk } from './binary';
import { CHUNK_BYTES, type BlobHandle, type HostClient } from './contract';

export interface ReadBlobOptions {
  readonly signal?: AbortSignal | undefined;
  /** Fraction of the bytes that have come, in [0, 1]. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * All bytes of a blob on the host, newly allocated. Releases the blob, whatever happens.
 * @throws OffcutError of the bridge; AbortError.
 */
export async function readBlob(
  client: HostClient,
  { blobId, byteLength }: BlobHandle,
  { signal, onProgress }: ReadBlobOptions = {},
): Promise<Uint8Array> {
  try {
    throwIfAborted(signal);
    const bytes = new Uint8Array(byteLength);
    for (let offset = 0; offset < byteLength; offset += CHUNK_BYTES) {
      const length = Math.min(CHUNK_BYTES, byteLength - offset);
      const chunk = await client.call('readBlob', { blobId, offset, length }, { signal });
      bytes.set(fromChunk(chunk, length), offset);
      onProgress?.((offset + length) / byteLength);
    }
    return bytes;
  } finally {
    // Fails only when the session has ended, and then the host has let go of its blobs.
    await client.call('releaseBlob', { blobId }).catch(() => undefined);
  }
}
