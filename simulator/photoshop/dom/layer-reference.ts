import { moveLayer } from '../../documents/arrange-layers';
import { type Bounds } from '../../documents/bounds';
import {
  type DocumentState,
  type LayerState,
  type Locks,
  boundsOfLayer,
  findLayer,
  findParent,
  isLocked,
  withLayer,
} from '../../documents/document-state';
import { duplicateLayer } from '../../documents/duplicate-layer';
import type { OpenDocument } from '../../documents/workspace';
import { ElementPlacement, type LayerKind, RasterizeType } from '../constants';
import type { Host } from '../host';
import { createPhotoshopError } from '../host-error';
import { type Collection, toCollection } from './collection';

const RASTERIZABLE: readonly LayerKind[] = [
  ...(['smartObject', 'text', 'solidColor', 'gradientFill', 'pattern'] as const),
];

/** A layer as the DOM shows it: two ids that are looked up anew at every use, and throw when the layer is gone. */
export class LayerReference {
  readonly typename = 'Layer';
  readonly #host: Host;
  readonly #documentId: number;
  readonly #layerId: number;

  constructor(host: Host, documentId: number, layerId: number) {
    this.#host = host;
    this.#documentId = documentId;
    this.#layerId = layerId;
  }

  get id(): number {
    return this.#layer().id;
  }

  get name(): string {
    return this.#layer().name;
  }

  set name(name: string) {
    this.#set('set', 'Name Change', (layer) => ({ ...layer, name }));
  }

  get kind(): LayerKind {
    return this.#layer().kind;
  }

  get bounds(): Bounds {
    return boundsOfLayer(this.#layer());
  }

  get boundsNoEffects(): Bounds {
    return this.bounds;
  }

  get isBackgroundLayer(): boolean {
    return this.#layer().isBackground;
  }

  get isClippingMask(): boolean {
    return this.#layer().isClipped === true;
  }

  get visible(): boolean {
    return this.#layer().visible;
  }

  set visible(visible: boolean) {
    this.#host.modal.requireScope(visible ? 'show' : 'hide');
    this.#document().history.adjust((state) =>
      withLayer(state, this.#layerId, (layer) => ({ ...layer, visible })),
    );
    this.#host.onChanged();
  }

  get locked(): boolean {
    return isLocked(this.#layer());
  }

  get allLocked(): boolean {
    return this.#layer().locks.all;
  }

  set allLocked(all: boolean) {
    this.#lock({ all });
  }

  get pixelsLocked(): boolean {
    return this.#layer().locks.pixels;
  }

  set pixelsLocked(pixels: boolean) {
    this.#lock({ pixels });
  }

  get transparentPixelsLocked(): boolean {
    return this.#layer().locks.transparency;
  }

  set transparentPixelsLocked(transparency: boolean) {
    this.#lock({ transparency });
  }

  get positionLocked(): boolean {
    return this.#layer().locks.position;
  }

  set positionLocked(position: boolean) {
    this.#lock({ position });
  }

  get selected(): boolean {
    return this.#document().selectedLayerIds().includes(this.id);
  }

  set selected(selected: boolean) {
    this.#host.modal.requireScope('select');
    const others = this.#document()
      .selectedLayerIds()
      .filter((layerId) => layerId !== this.id);
    const layerIds = selected ? [...others, this.id] : others;
    this.#host.workspace.selectLayers(this.#documentId, layerIds);
  }

  /** The group around it; null at the top level. */
  get parent(): LayerReference | null {
    const parent = findParent(this.#document().history.current(), this.id);
    return parent === undefined
      ? null
      : new LayerReference(this.#host, this.#documentId, parent.id);
  }

  /** The layers of a group; undefined for any other layer. */
  get layers(): Collection<LayerReference> | undefined {
    const { children } = this.#layer();
    return children && toCollection(children.map(({ id }) => this.#other(id)));
  }

  /** Right above the layer, and selected in its stead. */
  async duplicate(): Promise<LayerReference> {
    await this.#host.beforeCall('duplicateLayer');
    this.#requireInFront('duplicate');
    const { state, copyId } = duplicateLayer(this.#document().history.current(), this.id);
    this.#change('make', 'Duplicate Layer', state);
    this.#host.workspace.selectLayers(this.#documentId, [copyId]);
    return this.#other(copyId);
  }

  /** Of a layer that has a content which can become pixels: not of a group or an adjustment. */
  async rasterize(target: unknown): Promise<void> {
    await this.#host.beforeCall('rasterize');
    this.#requireInFront('rasterizeLayer');
    const { kind, locks } = this.#layer();
    if (target !== RasterizeType.ENTIRELAYER) throw new Error('Only whole layers are rasterized');
    if (!RASTERIZABLE.includes(kind)) throw createPhotoshopError();
    if (locks.all || locks.pixels) throw createPhotoshopError('The layer is protected.');
    this.#set('set', 'Rasterize Layer', (layer) => ({ ...layer, kind: 'pixel' }));
  }

  /** Right above another layer of the document, or right below it. */
  move(other: unknown, placement: unknown): void {
    this.#layer();
    this.#host.modal.requireScope('move');
    if (!(other instanceof LayerReference)) throw new TypeError('Expected a layer');
    if (placement !== ElementPlacement.PLACEBEFORE && placement !== ElementPlacement.PLACEAFTER)
      throw new Error('Only places above and below a layer are simulated');
    const isAbove = placement === ElementPlacement.PLACEBEFORE;
    const state = this.#document().history.current();
    this.#change('set', 'Layer Order', moveLayer(state, this.id, { id: other.id, isAbove }));
  }

  delete(): void {
    this.#set('delete', 'Delete Layer', () => undefined);
  }

  /** Nobody says whether these commands reach a document behind others. */
  #requireInFront(event: string): void {
    this.#layer();
    this.#host.modal.requireScope(event);
    if (this.#host.workspace.active()?.id !== this.#documentId)
      throw createPhotoshopError('The command is not currently available.');
  }

  #other(layerId: number): LayerReference {
    return new LayerReference(this.#host, this.#documentId, layerId);
  }

  #lock(locks: Partial<Locks>): void {
    this.#set('set', 'Lock Layer', (layer) => ({ ...layer, locks: { ...layer.locks, ...locks } }));
  }

  #set(
    event: 'set' | 'delete',
    historyName: string,
    change: (layer: LayerState) => LayerState | undefined,
  ): void {
    this.#layer();
    this.#host.modal.requireScope(event);
    const state = withLayer(this.#document().history.current(), this.#layerId, change);
    this.#change(event, historyName, state);
  }

  #change(event: 'make' | 'set' | 'delete', historyName: string, state: DocumentState): void {
    const layerIds = [this.#layerId];
    this.#host.workspace.change(this.#documentId, { historyName, state, event, layerIds });
  }

  #document(): OpenDocument {
    const found = this.#host.workspace.find(this.#documentId);
    if (found === undefined) throw new Error('The document of the layer is closed');
    return found;
  }

  #layer(): LayerState {
    const layer = findLayer(this.#document().history.current(), this.#layerId);
    if (layer === undefined) throw new Error('The layer does not exist any more');
    return layer;
  }
}
