import type { OpenDocument } from '../../documents/workspace';
import { BitsPerChannelType, type DocumentMode, SaveOptions } from '../constants';
import { renumberLayers, toMode } from '../../documents/convert-document';
import type { Host } from '../host';
import { profileOf } from '../imaging/profiles';
import { COMPONENTS, ChannelReference } from './channel-reference';
import { type Collection, toCollection } from './collection';
import { LayerReference } from './layer-reference';
import { createLayerGroup, createPixelLayer } from './make-layers';
import { SelectionReference } from './selection-reference';

const BITS = {
  8: BitsPerChannelType.EIGHT,
  16: BitsPerChannelType.SIXTEEN,
  32: BitsPerChannelType.THIRTYTWO,
} as const;

/** Names of the steps that conversions make. */
const CONVERSIONS = {
  RGBColorMode: 'RGB Color',
  CMYKColorMode: 'CMYK Color',
  labColorMode: 'Lab Color',
} as const;

function isConversion(mode: unknown): mode is keyof typeof CONVERSIONS {
  return typeof mode === 'string' && mode in CONVERSIONS;
}

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
    const { mode, depth, profile } = this.#document().history.current();
    return profileOf(mode === 'grayscaleMode' ? 'Grayscale' : 'RGB', depth, profile);
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

  get selection(): SelectionReference {
    return new SelectionReference(this.#host, this.id);
  }

  /** Colours first, then what was saved. */
  get channels(): Collection<ChannelReference> {
    const { mode, alphaChannels = [] } = this.#document().history.current();
    const components = mode === 'grayscaleMode' ? COMPONENTS.grey : COMPONENTS.rgb;
    return toCollection([
      ...components.map((name) => new ChannelReference(name, true)),
      ...alphaChannels.map(({ name }) => new ChannelReference(name, false)),
    ]);
  }

  createPixelLayer(options?: unknown): Promise<LayerReference> {
    return createPixelLayer(this.#host, this.id, options);
  }

  createLayerGroup(options?: unknown): Promise<LayerReference> {
    return createLayerGroup(this.#host, this.id, options);
  }

  /** A copy in front of all others. That layers keep their ids is nobody's word, and so they do not. */
  async duplicate(name?: string): Promise<DocumentReference> {
    await this.#host.beforeCall('duplicate');
    this.#host.modal.requireScope('duplicate');
    const { history, name: ownName } = this.#document();
    const { id } = this.#host.workspace.open({
      name: name ?? `${ownName} copy`,
      state: renumberLayers(history.current()),
      historyName: 'Duplicate Image',
      event: 'make',
    });
    return new DocumentReference(this.#host, id);
  }

  /** To RGB, CMYK and Lab. */
  async changeMode(mode: unknown): Promise<void> {
    await this.#host.beforeCall('changeMode');
    this.#host.modal.requireScope('convertMode');
    if (!isConversion(mode)) throw new Error('Only conversions to RGB, CMYK and Lab are simulated');
    this.#host.workspace.change(this.#documentId, {
      historyName: CONVERSIONS[mode],
      state: toMode(this.#document().history.current(), mode),
    });
  }

  close(saveOptions: unknown): Promise<void> {
    if (saveOptions !== SaveOptions.DONOTSAVECHANGES)
      return Promise.reject(new Error('Only closing without saving is simulated'));
    return this.#host.beforeCall('close').then(() => this.closeWithoutSaving());
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
