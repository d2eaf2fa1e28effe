import { boundsOfExtent, edgesOf } from '../../documents/bounds';
import type { DocumentState } from '../../documents/document-state';
import { type PixelPlane, pastePlane } from '../../documents/pixel-plane';
import type { OpenDocument } from '../../documents/workspace';
import { type Host, findDocument } from '../host';
import { createPhotoshopError } from '../host-error';
import { ChannelReference } from './channel-reference';

/** The selection of a document as the DOM shows it. */
export class SelectionReference {
  readonly typename = 'Selection';
  readonly docId: number;
  readonly #host: Host;

  constructor(host: Host, documentId: number) {
    this.#host = host;
    this.docId = documentId;
  }

  /** Null while nothing is selected. */
  get bounds() {
    const { selection } = this.#document().history.current();
    return selection === undefined ? null : edgesOf(selection.bounds);
  }

  /** As a new alpha channel. */
  async save(channelName?: string): Promise<void> {
    const { state, plane } = await this.#begin('saveSelection');
    const { alphaChannels = [] } = state;
    const name = channelName ?? `Alpha ${alphaChannels.length + 1}`;
    this.#change('Save Selection', {
      ...state,
      alphaChannels: [...alphaChannels, { name, plane }],
    });
  }

  /** In place of what an alpha channel holds. */
  async saveTo(channel: unknown): Promise<void> {
    const { state, plane } = await this.#begin('saveSelection');
    if (!(channel instanceof ChannelReference) || channel.isComponent)
      throw createPhotoshopError('The channel is not an alpha channel.');
    const { name } = channel;
    const alphaChannels = state.alphaChannels?.map((each) =>
      each.name === name ? { name, plane } : each,
    );
    this.#change('Save Selection', { ...state, alphaChannels });
  }

  /** What an alpha channel holds, in place of what is selected. */
  async load(channel: unknown): Promise<void> {
    await this.#host.beforeCall('loadSelection');
    this.#requireInFront('set');
    const state = this.#document().history.current();
    const saved = state.alphaChannels?.find(
      ({ name }) => channel instanceof ChannelReference && name === channel.name,
    );
    if (saved === undefined) throw createPhotoshopError('The channel is not an alpha channel.');
    this.#change('Load Selection', { ...state, selection: saved.plane });
  }

  async deselect(): Promise<void> {
    await this.#host.beforeCall('deselect');
    this.#host.modal.requireScope('set');
    this.#change('Deselect', { ...this.#document().history.current(), selection: undefined });
  }

  /** The selection all over the canvas, in a document that is in front: nobody says whether others are reached. */
  async #begin(method: 'saveSelection') {
    await this.#host.beforeCall(method);
    this.#requireInFront('duplicate');
    const state = this.#document().history.current();
    if (state.selection === undefined) throw createPhotoshopError('There is no selection.');
    return { state, plane: overCanvas(state, state.selection) };
  }

  #requireInFront(event: string): void {
    this.#host.modal.requireScope(event);
    if (this.#host.workspace.active()?.id !== this.docId)
      throw createPhotoshopError('The command is not currently available.');
  }

  #change(historyName: string, state: DocumentState): void {
    this.#host.workspace.change(this.docId, { historyName, state, event: 'set' });
  }

  #document(): OpenDocument {
    return findDocument(this.#host, this.docId);
  }
}

function overCanvas(state: DocumentState, selection: PixelPlane): PixelPlane {
  const bounds = boundsOfExtent(state);
  const nothing = { ...selection, bounds, samples: new Uint8Array(bounds.width * bounds.height) };
  return pastePlane(nothing, selection, bounds);
}
