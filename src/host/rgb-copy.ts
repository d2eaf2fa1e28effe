import { OffcutError } from '../support';
import { toHostError } from './host-errors';
import { withModalScope, type ModalScope } from './modal-scope';
import { rasterize } from './raster-copy';
import type { UsableLayer } from './target';
import type { Document, Layer, Photoshop } from './vendor';

/** A layer in a document that is there for one read. */
export interface CopiedLayer {
  readonly documentId: number;
  readonly layerId: number;
}

/**
 * One read of a layer in a copy of its document that is converted to RGB, in the working space. The document itself is
 * not touched. To be ended by `tidyUp`, outside the scope.
 */
export class RgbCopy {
  readonly #photoshop: Photoshop;
  /** What was open, and in front, before a copy came to be. */
  #before: { readonly openIds: readonly number[]; readonly frontId: number } | undefined;
  #isTidy = true;

  constructor(photoshop: Photoshop) {
    this.#photoshop = photoshop;
  }

  /**
   * Hands `read` the same layer in the copy. Afterwards the copy is closed without saving, and what was in front is so
   * again; a scope that was cancelled refuses that, and Photoshop closes the copy when the scope ends.
   * @throws OffcutError `mode-not-converted`, and what `read` throws.
   */
  async use<T>(
    usable: UsableLayer,
    { hostControl, throwIfCancelled }: ModalScope,
    read: (copied: CopiedLayer) => Promise<T>,
  ): Promise<T> {
    const { app } = this.#photoshop;
    const before = app.activeDocument;
    this.#before = { openIds: [...app.documents].map(({ id }) => id), frontId: before.id };
    this.#isTidy = false;
    let copy: Document | undefined;
    try {
      const copied = await convert(async () => {
        // The command copies the document in front, whichever it is asked of.
        app.activeDocument = usable.document;
        copy = await usable.document.duplicate(COPY_NAME);
        await hostControl.registerAutoCloseDocument(copy.id);
        throwIfCancelled();
        return toRgb(this.#photoshop, usable, copy);
      }, throwIfCancelled);
      throwIfCancelled();
      return await read(copied);
    } finally {
      // Where there is no copy, one may be on its way: a cancelled call tells nothing.
      const isClosed = copy !== undefined && (await closeCopy(copy, hostControl));
      const isBack = await succeeds(() => (app.activeDocument = before));
      this.#isTidy = isClosed && isBack;
    }
  }

  /** What a cancelled scope could not put back, in a scope of its own. Never rejects. */
  async tidyUp(): Promise<void> {
    const before = this.#before;
    if (this.#isTidy || !before) return;
    const { app } = this.#photoshop;
    const request = { commandName: 'Close Temporary Copy', signal: new AbortController().signal };
    await succeeds(() =>
      withModalScope(this.#photoshop, request, () => {
        const isCopy = ({ id, name }: Document) =>
          name === COPY_NAME && !before.openIds.includes(id);
        for (const copy of [...app.documents].filter(isCopy)) copy.closeWithoutSaving();
        const front = [...app.documents].find(({ id }) => id === before.frontId);
        if (front) app.activeDocument = front;
        return Promise.resolve();
      }),
    );
  }
}

/** It is in front for a moment, so a person may read it. */
const COPY_NAME = 'Offcut (temporary)';

async function toRgb(
  photoshop: Photoshop,
  usable: UsableLayer,
  copy: Document,
): Promise<CopiedLayer> {
  const layer = findSamePlace(usable, copy);
  if (usable.pixelOrigin === 'raster-copy') await rasterize(photoshop, layer);
  await copy.changeMode(photoshop.constants.ChangeMode.RGB);
  return { documentId: copy.id, layerId: layer.id };
}

async function convert<T>(steps: () => Promise<T>, throwIfCancelled: () => void): Promise<T> {
  try {
    return await steps();
  } catch (cause) {
    throwIfCancelled();
    throw new OffcutError('mode-not-converted', `No RGB copy: ${toHostError(cause).message}`, {
      cause,
    });
  }
}

/** Nobody says that a copy's layers keep their ids, so the layer is found by its place, before a conversion drops any. */
function findSamePlace({ document, layer }: UsableLayer, copy: Document): Layer {
  const path = pathTo(document.layers, layer.id);
  const found = path?.reduce<Layer | undefined>(
    (parent, index, depth) => (depth === 0 ? copy.layers : parent?.layers)?.[index],
    undefined,
  );
  if (found?.name === layer.name && found.kind === layer.kind) return found;
  throw new OffcutError('host-failed', 'The copy has other layers than the document');
}

/** The place of a layer among its siblings, at every level from the top down. */
function pathTo(layers: readonly Layer[] | null | undefined, id: number): number[] | undefined {
  for (const [index, layer] of [...(layers ?? [])].entries()) {
    if (layer.id === id) return [index];
    const below = pathTo(layer.layers, id);
    if (below) return [index, ...below];
  }
  return undefined;
}

async function closeCopy(copy: Document, hostControl: ModalScope['hostControl']): Promise<boolean> {
  return succeeds(async () => {
    const { id } = copy;
    copy.closeWithoutSaving();
    await hostControl.unregisterAutoCloseDocument(id);
  });
}

/** What fails here must not hide why the read failed: a cancelled scope refuses every call. */
async function succeeds(attempt: () => unknown): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch {
    return false;
  }
}
