import { fromChunk, type Chunk } from '../../bridge';
import type { Bounds } from '../../raster';
import { OffcutError } from '../../support';

/** RGBA. */
const BYTES_PER_PIXEL = 4;

/** Rows of a cut-out's colours: 8-bit sRGB, chunky RGBA, straight alpha. */
export interface ColourStrip {
  /** In document space. */
  readonly bounds: Bounds;
  readonly pixels: Uint8Array;
}

/** The colours of one cut-out while they arrive. They stay in strips: so large a block of memory is hard to come by. */
export class ColourStrips {
  /** What the colours are of, in document space. */
  readonly picture: Bounds;
  readonly #isRowWritten: Uint8Array;
  #strips: ColourStrip[] = [];

  constructor(picture: Bounds) {
    this.picture = picture;
    this.#isRowWritten = new Uint8Array(picture.height);
  }

  get byteLength(): number {
    return this.#strips.reduce((sum, { pixels }) => sum + pixels.length, 0);
  }

  /** @throws OffcutError `bridge-corrupt` when the strip is damaged, or its rows do not exist or are there already. */
  writeStrip(top: number, height: number, chunk: Chunk): void {
    const { picture } = this;
    const rows = this.#isRowWritten.subarray(top, top + height);
    if (rows.length !== height || rows.includes(1))
      throw new OffcutError('bridge-corrupt', 'A strip of the colours does not fit', {
        context: { top, height },
      });
    const pixels = fromChunk(chunk, picture.width * height * BYTES_PER_PIXEL);
    this.#strips.push({ bounds: { ...picture, top: picture.top + top, height }, pixels });
    rows.fill(1);
  }

  /** All strips, lent. @throws OffcutError `bridge-corrupt` when rows are missing. */
  finished(): readonly ColourStrip[] {
    const missing = this.#isRowWritten.filter((isWritten) => !isWritten).length;
    if (missing === 0) return this.#strips;
    throw new OffcutError('bridge-corrupt', 'Rows of the colours are missing', {
      context: { missing },
    });
  }
}
