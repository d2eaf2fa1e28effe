import type { MaskOutput } from '../bridge';
import { OffcutError } from '../support';
import { MaskBuffer } from './mask-buffer';
import { requireUnchanged, type MaskTarget } from './layer-mask';
import { ColourStrips, requireWritable } from './outputs';
import type { Photoshop } from './vendor';

/** A mask on its way to one layer. */
export interface PendingMask {
  readonly target: MaskTarget;
  readonly buffer: MaskBuffer;
  /** What it is to become. */
  readonly output: MaskOutput;
  /** Of a cut-out. */
  readonly colours?: ColourStrips;
}

/** The mask that one page is sending: one at a time, because each is as large as its document. */
export class Masks {
  readonly #photoshop: Photoshop;
  #lastId = 0;
  #held: PendingMask | undefined;
  #isCommitting = false;

  constructor(photoshop: Photoshop) {
    this.#photoshop = photoshop;
  }

  get heldBytes(): number {
    const { buffer, colours } = this.#held ?? {};
    return (buffer?.byteLength ?? 0) + (colours?.byteLength ?? 0);
  }

  /**
   * Lets go of a mask that was begun before and never ended.
   * @throws OffcutError of the target; `document-changed`; `host-busy` while another mask is being written.
   */
  begin(target: MaskTarget, output: MaskOutput = { kind: 'mask' }): number {
    if (this.#isCommitting)
      throw new OffcutError('host-busy', 'Another mask of this page is being written');
    this.#held = undefined;
    requireWritable(requireUnchanged(this.#photoshop, target), output);
    const buffer = new MaskBuffer(target.extent);
    this.#held = { target, output, buffer, ...coloursFor(output) };
    return ++this.#lastId;
  }

  /** @throws OffcutError `bridge-corrupt` when that mask is not held. */
  get(maskId: number): PendingMask {
    if (this.#held && maskId === this.#lastId) return this.#held;
    throw new OffcutError('bridge-corrupt', 'That mask is not held here', { context: { maskId } });
  }

  /** @throws OffcutError `bridge-corrupt` when that mask is not held, or takes no colours. */
  colours(maskId: number): ColourStrips {
    const { colours } = this.get(maskId);
    if (colours) return colours;
    throw new OffcutError('bridge-corrupt', 'That mask takes no colours', { context: { maskId } });
  }

  /** Hands the mask to `write`, which is the last to know it. Until it has ended no other mask can begin. */
  async commit(maskId: number, write: (mask: PendingMask) => Promise<void>): Promise<void> {
    const mask = this.get(maskId);
    this.#held = undefined;
    this.#isCommitting = true;
    try {
      await write(mask);
    } finally {
      this.#isCommitting = false;
    }
  }

  discard(maskId: number): void {
    if (maskId === this.#lastId) this.clear();
  }

  clear(): void {
    this.#held = undefined;
  }
}

function coloursFor(output: MaskOutput): Pick<PendingMask, 'colours'> {
  return output.kind === 'cutout' ? { colours: new ColourStrips(output.picture) } : {};
}
