import type { Theme } from '../api';
import { type WebviewWiring, createBrowserWebview } from '../webview/browser-webview';
import { createPluginDialog } from './plugin-dialog';

export interface HostDocumentOptions {
  /** The element that stands for the plugin's `document.body`. */
  readonly body: HTMLElement;
  /** The roots of the panels that have been created; lookups see them and the body. */
  readonly panels: () => readonly HTMLElement[];
  readonly webview: WebviewWiring;
  readonly theme: () => Theme;
  readonly onThemeChanged: (listener: (theme: Theme) => void) => () => void;
}

/**
 * The plugin's `document`: elements are the browser's, except `<webview>` and `<dialog>`; `theme` is UXP's own; lookups
 * see the plugin's elements alone.
 */
export function createHostDocument({ body, panels, ...options }: HostDocumentOptions) {
  const events = new EventTarget();
  const select = (selector: string) =>
    [body, ...panels()].flatMap((root) => [...root.querySelectorAll(selector)]);
  return {
    body,
    documentElement: body,
    head: document.createElement('head'),
    readyState: 'complete',
    theme: createTheme(options.theme, options.onThemeChanged),
    createElement: (tag: string) => createElement(tag, options.webview),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
    getElementById: (id: string) => select(`#${CSS.escape(id)}`)[0] ?? null,
    querySelector: (selector: string) => select(selector)[0] ?? null,
    querySelectorAll: select,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  };
}

function createElement(tag: string, webview: WebviewWiring): HTMLElement {
  switch (tag.toLowerCase()) {
    case 'webview':
      return createBrowserWebview(webview);
    case 'dialog':
      return createPluginDialog();
    default:
      return document.createElement(tag);
  }
}

function createTheme(
  getCurrent: () => Theme,
  onThemeChanged: HostDocumentOptions['onThemeChanged'],
) {
  const stops = new Map<(theme: Theme) => void, () => void>();
  return {
    getCurrent,
    onUpdated: {
      addListener: (listener: (theme: Theme) => void) => {
        if (!stops.has(listener)) stops.set(listener, onThemeChanged(listener));
      },
      removeListener: (listener: (theme: Theme) => void) => {
        stops.get(listener)?.();
        stops.delete(listener);
      },
    },
  };
}
