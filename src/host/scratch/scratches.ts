import type { ScratchShape, Settings } from '../../bridge';
import { OffcutError } from '../../support';
import { ActiveMemory } from '../active';
import { withModalScope } from '../modal-scope';
import type { Document, Photoshop } from '../vendor';
import { createDocument, openDocument } from './create-document';
import { interruptedWriting, type Interruption, type Writing } from './interrupted-writing';

/** What is known of a document that we have made. */
interface Scratch {
  readonly settings: Settings;
  interruption?: Interruption;
}

/** One to look at, and one in front of it. */
const MOST_OPEN = 2;
/** A person may read it in the title bar for a moment. */
const NAME = 'Offcut Check';
const REQUEST = { commandName: 'Check This Photoshop' };

/** The documents that one page has had made for its check. No other document is reached through them. */
export class Scratches {
  readonly #photoshop: Photoshop;
  readonly #active: ActiveMemory;
  readonly #made = new Map<number, Scratch>();
  #opening = 0;

  constructor(photoshop: Photoshop) {
    this.#photoshop = photoshop;
    this.#active = new ActiveMemory(photoshop);
  }

  /** @throws OffcutError `bridge-corrupt` where too many are open, `host-busy`, `host-failed`; AbortError. */
  async open(
    { extent, settings = {}, fill, ...kind }: ScratchShape,
    signal: AbortSignal,
  ): Promise<number> {
    if (this.#made.size + this.#opening >= MOST_OPEN)
      throw new OffcutError('bridge-corrupt', 'Too many scratch documents are open');
    if (this.#made.size + this.#opening === 0) this.#active.remember();
    this.#opening += 1;
    try {
      return await withModalScope(this.#photoshop, { ...REQUEST, signal }, async () => {
        const wanted = { name: NAME, ...extent, ...kind, fill: FILLS[fill ?? 'empty'] };
        const { id } = await createDocument(this.#photoshop, wanted);
        this.#made.set(id, { settings });
        return id;
      });
    } finally {
      this.#opening -= 1;
    }
  }

  /**
   * The document as it is now: references go stale.
   * @throws OffcutError `bridge-corrupt` for a document that is not ours, `document-closed` for one that was closed.
   */
  document(documentId: number): Document {
    this.#scratch(documentId);
    const document = openDocument(this.#photoshop, documentId);
    if (document) return document;
    throw new OffcutError('document-closed', 'The scratch document is no longer open');
  }

  /** What holds for writes to one of our documents; undefined for any other document. */
  settingsOf(documentId: number | undefined): Settings | undefined {
    return documentId === undefined ? undefined : this.#made.get(documentId)?.settings;
  }

  /** @throws as `document` */
  interruptWrites(documentId: number, by: Interruption): void {
    this.#scratch(documentId).interruption = by;
  }

  /** What a write to that document works with: Photoshop itself, but for one of ours whose writes are interrupted. */
  writingTo(documentId: number, signal: AbortSignal): Writing {
    const writing = { photoshop: this.#photoshop, signal };
    const by = this.#made.get(documentId)?.interruption;
    return by === undefined ? writing : interruptedWriting(writing, by);
  }

  /** Closes all without saving, after one that is just being made, and puts back what was active before the first. */
  async closeAll(): Promise<void> {
    // What is open must be closed also where the page has cancelled.
    const { signal } = new AbortController();
    if (this.#made.size + this.#opening === 0) return;
    await this.#closeAgain(signal);
    await this.#active.restore(signal);
  }

  #scratch(documentId: number): Scratch {
    const scratch = this.#made.get(documentId);
    if (scratch) return scratch;
    throw new OffcutError('bridge-corrupt', 'That is no scratch document of this session', {
      context: { documentId },
    });
  }

  /** Photoshop may be busy, or need a moment. @throws as the last attempt */
  async #closeAgain(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        await withModalScope(this.#photoshop, { ...REQUEST, signal }, () => this.#close());
        return;
      } catch (error) {
        if (attempt === CLOSE_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, CLOSE_AGAIN_AFTER_MS));
      }
  }

  #close(): Promise<void> {
    for (const documentId of this.#made.keys()) {
      openDocument(this.#photoshop, documentId)?.closeWithoutSaving();
      this.#made.delete(documentId);
    }
    return Promise.resolve();
  }
}

const FILLS = { white: 'white', empty: 'transparent' } as const;
const CLOSE_ATTEMPTS = 5;
const CLOSE_AGAIN_AFTER_MS = 400;
