import { throwIfAborted } from '../../support';
import { ActiveMemory } from '../active';
import type { Document, ExecutionContext, Photoshop } from '../vendor';
import { type ProbeScene, inModalScope, pause } from './probe';

/** A document of the probe's own: transparent with one empty pixel layer, unless `fill` is white. */
export interface ScratchShape {
  readonly width: number;
  readonly height: number;
  /** Default RGBColorMode. */
  readonly mode?: 'RGBColorMode' | 'grayscaleMode';
  /** Bits; default 8. */
  readonly depth?: 8 | 16 | 32;
  readonly fill?: 'transparent' | 'white';
}

export interface Scratch extends ScratchShape {
  readonly photoshop: Photoshop;
  readonly documentId: number;
  /** Of the one layer. */
  readonly layerId: number;
  /** Looked up anew: references go stale. */
  readonly document: () => Document;
  /** @throws AbortError between two scopes, once the page has cancelled. */
  readonly modal: <T>(body: (context: ExecutionContext) => Promise<T>) => Promise<T>;
}

/**
 * Makes a document, lends it to `body`, and closes it without saving, whatever happens; then what was active before is
 * active again. The person's documents are neither read nor changed.
 */
export async function withScratchDocument<T>(
  scene: ProbeScene,
  shape: ScratchShape,
  body: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  throwIfAborted(scene.signal);
  const active = new ActiveMemory(scene.photoshop);
  active.remember();
  const made: { id?: number } = {};
  try {
    const document = await inModalScope(scene, async () => {
      const opened = await createDocument(scene.photoshop, shape);
      made.id = opened.id;
      return opened;
    });
    return await body(scratchOf(scene, shape, document));
  } finally {
    await closeDocument(scene, made.id);
    // A cancelled probe puts it back as well.
    await active.restore(new AbortController().signal);
  }
}

async function createDocument({ app }: Photoshop, shape: ScratchShape): Promise<Document> {
  const { width, height, mode = 'RGBColorMode', depth = 8, fill = 'transparent' } = shape;
  const options = { name: 'Offcut Probe', width, height, resolution: 72, mode, depth, fill };
  // The declarations want members of enumerations that the module may lack at run time; their values are these words.
  const created = await app.createDocument(options as Parameters<typeof app.createDocument>[0]);
  if (!created) throw new Error('createDocument gave no document');
  return created;
}

function scratchOf(scene: ProbeScene, shape: ScratchShape, { id, layers }: Document): Scratch {
  const [layer] = layers;
  if (!layer) throw new Error('The new document has no layer');
  return {
    ...shape,
    photoshop: scene.photoshop,
    documentId: id,
    layerId: layer.id,
    document: () => {
      const found = documentOf(scene.photoshop, id);
      if (!found) throw new Error('The temporary document is gone');
      return found;
    },
    modal: (work) => {
      throwIfAborted(scene.signal);
      return inModalScope(scene, work);
    },
  };
}

/** Attempts at closing a document while Photoshop is busy or needs a moment. */
const CLOSE_ATTEMPTS = 5;
const CLOSE_AGAIN_AFTER_MS = 400;

async function closeDocument(scene: ProbeScene, id: number | undefined): Promise<void> {
  for (let attempt = 1; id !== undefined; attempt++)
    try {
      await inModalScope(scene, () => {
        documentOf(scene.photoshop, id)?.closeWithoutSaving();
        return Promise.resolve();
      });
      return;
    } catch (error) {
      if (attempt === CLOSE_ATTEMPTS) throw error;
      await pause(CLOSE_AGAIN_AFTER_MS);
    }
}

function documentOf({ app }: Photoshop, wanted: number): Document | undefined {
  return [...app.documents].find(({ id }) => id === wanted);
}
