import { payloadOf } from '../../bridge';
import type { ThemedDocument } from '../environment';

/** Remembers what a webview's messages and loads looked like. Never an address: only its scheme and its kind. */
export class PageObserver {
  #message = 'none yet';
  readonly #loads: string[] = [];

  noteMessage(event: MessageEvent, webview: unknown): void {
    this.#message =
      `payload ${typeof payloadOf(event)} in ${event.data === undefined ? 'message' : 'data'}, ` +
      `source ${sourceOf(event.source, webview)}, origin ${schemeOf(event.origin)}`;
  }

  noteLoad(url: unknown): void {
    if (this.#loads.length < MOST_LOADS) this.#loads.push(addressKind(url));
  }

  get messages(): string {
    return this.#message;
  }

  get addresses(): string {
    return `${this.#loads.length} loadstart events: ${this.#loads.join('; ') || 'none'}`;
  }
}

const MOST_LOADS = 10;

/** The theme's name as the host gives it, and the colour behind its panels. */
export function describeTheme({ theme, documentElement }: ThemedDocument): string {
  const name = theme?.getCurrent?.() ?? 'not there';
  const color = getComputedStyle(documentElement).getPropertyValue('--uxp-host-background-color');
  return `document.theme ${name}, colour ${color.trim() || 'none'}`;
}

function sourceOf(source: unknown, webview: unknown): string {
  if (source === webview) return 'the element';
  return source ? 'something else' : 'none';
}

function addressKind(url: unknown): string {
  if (typeof url !== 'string') return typeof url;
  const [address = ''] = url.split(/[?#]/);
  return `${schemeOf(url)}${address.endsWith('panel.html') ? ', ends in our page' : ''}`;
}

function schemeOf(address: unknown): string {
  if (typeof address !== 'string' || address === '') return 'none';
  return /^([a-z][a-z0-9+.-]{1,20}):/i.exec(address)?.[1] ?? 'one without a scheme';
}
