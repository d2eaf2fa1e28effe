import type { OpenDocument } from '../../documents/workspace';
import { BitsPerChannelType, type DocumentMode, SaveOptions } from '../constants';
import type { Host } from '../host';
import { profileOf } from '../imaging/profiles';
import { type Collection, toCollection } from './collection';
import { LayerReference } from './layer-reference';

const BITS = {
  8: BitsPerChannelType.EIGHT,
  16: BitsPerChannelType.SIXTEEN,
  32: BitsPerChannelType.THIRTYTWO,
} as const;

interface HistoryStateReference {
  readonly typename: 'HistoryState';
  readonly id: number;
  readonly docId: number;
  readonly name: string;
  readonly snapshot: boolean;
}

/** A document as the DOM shows it: an id that is looked up anew at every use, and throws when it is closed. */
export class DocumentReference {
  readonly typename = 'Document';
  readonly #host: Host;
  readonly #documentId: number;

  constructor(host: Host, documentId: number) {
    this.#host = host;
    this.#documentId = documentId;
  }

  get id(): number {
    return this.#document().id;
  }

  get name(): string {
    return this.#document().name;
  }

  get title(): string {
    return this.name;
  }

  get width(): number {
    return this.#document().history.current().width;
  }

  get height(): number {
    return this.#document().history.current().height;
  }

  get mode(): DocumentMode {
    return this.#document().history.current().mode;
  }

  get bitsPerChannel(): BitsPerChannelType {
    return BITS[this.#document().history.current().depth];
  }

  get colorProfileName(): string {
    const { mode, depth } = this.#document().history.current();
    return profileOf(mode === 'grayscaleMode' ? 'Grayscale' : 'RGB', depth);
  }

  /** From top to bottom, the top level alone. */
  get layers(): Collection<LayerReference> {
    return this.#references(
      this.#document()
        .history.current()
        .layers.map(({ id }) => id),
    );
  }

  get activeLayers(): Collection<LayerReference> {
    return this.#references(this.#document().selectedLayerIds());
  }

  get backgroundLayer(): LayerReference | null {
    return this.layers.find(({ isBackgroundLayer }) => isBackgroundLayer) ?? null;
  }

  get historyStates(): Collection<HistoryStateReference> {
    const entries = this.#document().history.entries();
    return toCollection(entries.map((entry) => this.#historyState(entry)));
  }

  get activeHistoryState(): HistoryStateReference {
    const { history } = this.#document();
    const entry = history.entries()[history.index()];
    if (entry === undefined) throw new Error('The document has no history');
    return this.#historyState(entry);
  }

  set activeHistoryState({ id }: HistoryStateReference) {
    this.#host.modal.requireScope('select');
    const { history } = this.#document();
    history.goTo(history.entries().findIndex((entry) => entry.id === id));
    this.#host.onChanged();
  }

  close(saveOptions: unknown): Promise<void> {
    if (saveOptions !== SaveOptions.DONOTSAVECHANGES)
      return Promise.reject(new Error('Only closing without saving is simulated'));
    return Promise.resolve().then(() => this.closeWithoutSaving());
  }

  closeWithoutSaving(): void {
    this.#document();
    this.#host.modal.requireScope('close');
    this.#host.workspace.close(this.#documentId);
  }

  #references(layerIds: readonly number[]): Collection<LayerReference> {
    return toCollection(
      layerIds.map((layerId) => new LayerReference(this.#host, this.#documentId, layerId)),
    );
  }

  #historyState({ id, name }: { readonly id: number; readonly name: string }) {
    return {
      typename: 'HistoryState',
      id,
      docId: this.#documentId,
      name,
      snapshot: false,
    } as const;
  }

  #document(): OpenDocument {
    const found = this.#host.workspace.find(this.#documentId);
    if (found === undefined) throw new Error('The document is closed');
    return found;
  }
}
