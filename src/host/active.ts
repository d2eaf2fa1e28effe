import { withModalScope, type ModalRequest, type ModalScope } from './modal-scope';
import { findLayer } from './target';
import type { Document, Photoshop } from './vendor';

interface ActiveState {
  readonly documentId: number;
  readonly layerIds: readonly number[];
}

/** Which document is active, and which of its layers; to be put back after a batch, as far as they still exist. */
export class ActiveMemory {
  readonly #photoshop: Photoshop;
  #remembered: ActiveState | undefined;

  constructor(photoshop: Photoshop) {
    this.#photoshop = photoshop;
  }

  remember(): void {
    this.#remembered = activeState(this.#photoshop);
  }

  /** Touches Photoshop only where something differs. */
  async restore(signal: AbortSignal): Promise<void> {
    const wanted = this.#remembered;
    const document = [...this.#photoshop.app.documents].find(({ id }) => id === wanted?.documentId);
    if (!wanted || !document || isSame(activeState(this.#photoshop), wanted)) return;
    const request = { commandName: 'Restore Selection', signal };
    await withModalScope(this.#photoshop, request, () => {
      this.#photoshop.app.activeDocument = document;
      selectLayers(document, wanted.layerIds);
      return Promise.resolve();
    });
  }
}

/**
 * A modal scope that works on one document. Where it fails or is cancelled, what was in front and which layers of that
 * document were selected when it began is so again: a roll-back does not see to that, and a cancelled scope refuses it, so
 * that takes a scope of its own. @throws as withModalScope
 */
export async function withActiveKept<T>(
  photoshop: Photoshop,
  { documentId, ...request }: ModalRequest & { readonly documentId: number },
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  let before: Kept | undefined;
  try {
    return await withModalScope(photoshop, request, (scope) => {
      before = keptState(photoshop, documentId);
      return body(scope);
    });
  } catch (error) {
    if (before) await putBack(photoshop, before);
    throw error;
  }
}

interface Kept extends ActiveState {
  readonly frontId: number | undefined;
}

function keptState({ app }: Photoshop, documentId: number): Kept {
  const document = findOpen(app, documentId);
  return { documentId, layerIds: document ? idsOf(document) : [], frontId: frontIdOf(app) };
}

/** Touches only what differs. What fails here must not hide why the work has failed. */
async function putBack(photoshop: Photoshop, { documentId, layerIds, frontId }: Kept) {
  const { app } = photoshop;
  const document = findOpen(app, documentId);
  const front = findOpen(app, frontId);
  const isSelected = !document || sameIds(idsOf(document), layerIds);
  const isInFront = !front || frontIdOf(app) === frontId;
  if (isSelected && isInFront) return;
  const request = { commandName: 'Restore Selection', signal: new AbortController().signal };
  try {
    await withModalScope(photoshop, request, () => {
      if (document) selectLayers(document, layerIds);
      if (front && !isInFront) app.activeDocument = front;
      return Promise.resolve();
    });
  } catch {
    // Another command is in the way, or Photoshop refuses: then the person selects the layer again.
  }
}

function findOpen({ documents }: Photoshop['app'], id: number | undefined): Document | undefined {
  return [...documents].find((document) => document.id === id);
}

function frontIdOf({ activeDocument }: Photoshop['app']): number | undefined {
  // Without a document this is null in the host, whatever the types say.
  return (activeDocument as Document | null)?.id;
}

/** Touches nothing where they are selected already. Selects before it deselects, because a document with no layer selected behaves differently. */
export function selectLayers(document: Document, layerIds: readonly number[]): void {
  if (sameIds(idsOf(document), layerIds)) return;
  const wanted = layerIds.flatMap((id) => findLayer(document.layers, id) ?? []);
  for (const layer of wanted) layer.selected = true;
  if (wanted.length === 0) return;
  for (const layer of document.activeLayers)
    if (!layerIds.includes(layer.id)) layer.selected = false;
}

function activeState({ app }: Photoshop): ActiveState | undefined {
  // Without a document this is null in the host, whatever the types say.
  const document = app.activeDocument as Document | null;
  return document ? { documentId: document.id, layerIds: idsOf(document) } : undefined;
}

function idsOf({ activeLayers }: Document): number[] {
  return activeLayers.map(({ id }) => id);
}

function isSame(a: ActiveState | undefined, b: ActiveState): boolean {
  return a?.documentId === b.documentId && sameIds(a.layerIds, b.layerIds);
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
