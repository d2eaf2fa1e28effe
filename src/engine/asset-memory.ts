import { abortable, isAbort, PromiseCache } from '../support';
import type { AssetOptions, ReadAsset } from './engine';

/**
 * The files that workers are made from, read once in a session: a worker that follows another, after a cancel or a crash,
 * then starts as fast as one that need not stream a hundred megabytes over the bridge. They are kept as blobs, which the
 * browser holds outside the script's heap and may move to disk.
 */
export class AssetMemory {
  readonly #readAsset: ReadAsset;
  readonly #kept = new Map<string, Blob>();
  readonly #reading = new PromiseCache<string, Uint8Array>();

  constructor(readAsset: ReadAsset) {
    this.#readAsset = readAsset;
  }

  /**
   * The file's bytes, newly allocated. Who asks while another reads the same file waits for that, and reads it itself
   * when the other is cancelled. @throws whatever the asset reader throws
   */
  async read(path: string, options: AssetOptions = {}): Promise<Uint8Array> {
    const kept = await this.#recall(path);
    if (kept) {
      options.onProgress?.(1);
      return kept;
    }
    let own: Promise<Uint8Array> | undefined;
    const reading = this.#reading.get(path, () => (own = this.#readAndKeep(path, options)));
    if (own) return own;
    await reading.catch((error: unknown) => {
      if (!isAbort(error) || options.signal?.aborted) throw error;
    });
    return this.read(path, options);
  }

  async #readAndKeep(path: string, options: AssetOptions): Promise<Uint8Array> {
    try {
      const bytes = await abortable(this.#readAsset(path, options), options.signal);
      // Our bytes are never in shared memory, of which the platform would make no blob.
      this.#kept.set(path, new Blob([bytes as Uint8Array<ArrayBuffer>]));
      return bytes;
    } finally {
      this.#reading.delete(path);
    }
  }

  /** For a file that has turned out to be wrong: a person may mend it before the next try. */
  forget(path: string): void {
    this.#kept.delete(path);
  }

  /** A blob that the browser cannot give back any more is as good as none. */
  async #recall(path: string): Promise<Uint8Array | undefined> {
    try {
      const buffer = await this.#kept.get(path)?.arrayBuffer();
      return buffer && new Uint8Array(buffer);
    } catch {
      return undefined;
    }
  }
}
