import type { Chunk } from '../bridge';
import { fromChunk } from '../bridge';
import { type Extent, areaOf } from '../raster';
import { OffcutError } from '../support';

/** One 8-bit layer mask while it is put together from strips. */
export class MaskBuffer {
  readonly extent: Extent;
  readonly #grey: Uint8Array;
  readonly #isRowWritten: Uint8Array;

  /** @throws OffcutError `host-failed` when there is no memory for it. */
  constructor(extent: Extent) {
    this.extent = extent;
    try {
      this.#grey = new Uint8Array(areaOf(extent));
      this.#isRowWritten = new Uint8Array(extent.height);
    } catch (cause) {
      throw new OffcutError('host-failed', 'There is no memory for the mask', {
        context: { ...extent },
        cause,
      });
    }
  }

  get byteLength(): number {
    return this.#grey.length;
  }

  /** @throws OffcutError `bridge-corrupt` when the strip is damaged, or its rows do not exist or are there already. */
  writeStrip(top: number, height: number, chunk: Chunk): void {
    const { width } = this.extent;
    const rows = this.#isRowWritten.subarray(top, top + height);
    if (rows.length !== height || rows.includes(1))
      throw new OffcutError('bridge-corrupt', 'A strip of the mask does not fit', {
        context: { top, height },
      });
    this.#grey.set(fromChunk(chunk, width * height), top * width);
    rows.fill(1);
  }

  /**
   * The finished mask, lent: rows from top to bottom, 255 reveals.
   * @throws OffcutError `bridge-corrupt` when rows are missing.
   */
  finished(): Uint8Array {
    const missing = this.#isRowWritten.filter((isWritten) => !isWritten).length;
    if (missing === 0) return this.#grey;
    throw new OffcutError('bridge-corrupt', 'Rows of the mask are missing', {
      context: { missing },
    });
  }
}
