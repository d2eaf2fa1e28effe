import type { BlobHandle } from '../bridge';
import { OffcutError } from '../support';

/** Bytes that a page reads piece by piece: pixels in memory, or an open file. */
export interface BlobSource {
  readonly byteLength: number;
  /** Bytes that it keeps in memory until it is closed. */
  readonly heldBytes: number;
  /** `length` bytes at `offset`, which lie inside. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Takes ownership of `bytes`. */
export function bytesAsBlob(bytes: Uint8Array): BlobSource {
  return {
    byteLength: bytes.length,
    heldBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

/** At a time. A page of ours has two: pixels, and a file. */
const MAX_OPEN = 8;

/** The blobs that one page has opened. */
export class Blobs {
  readonly #sources = new Map<number, BlobSource>();
  #lastId = 0;

  get openCount(): number {
    return this.#sources.size;
  }

  get heldBytes(): number {
    return [...this.#sources.values()].reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  }

  /**
   * Takes ownership of `source`, also where it fails.
   * @throws OffcutError `bridge-corrupt` when the page has too many already.
   */
  async open(source: BlobSource): Promise<BlobHandle> {
    if (this.#sources.size >= MAX_OPEN) {
      await source.close();
      throw new OffcutError('bridge-corrupt', 'Too many blobs are open', {
        context: { open: this.#sources.size },
      });
    }
    this.#sources.set(++this.#lastId, source);
    return { blobId: this.#lastId, byteLength: source.byteLength };
  }

  /** @throws OffcutError `bridge-corrupt` when there is no such blob, or not that much of it. */
  async read(blobId: number, offset: number, length: number): Promise<Uint8Array> {
    const source = this.#sources.get(blobId);
    if (source && offset + length <= source.byteLength) return source.read(offset, length);
    throw new OffcutError('bridge-corrupt', 'Those bytes are not held here', {
      context: { blobId, offset, length },
    });
  }

  async release(blobId: number): Promise<void> {
    const source = this.#sources.get(blobId);
    this.#sources.delete(blobId);
    await source?.close();
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#sources.keys()].map((blobId) => this.release(blobId)));
  }
}
