import { withModalScope } from './modal-scope';
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
