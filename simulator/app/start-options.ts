import type { Theme } from '../api';

/** How the simulator starts, from its address: `/?fetch=allow&demo=none&panel=closed&theme=light`. */
export interface StartOptions {
  /** Stands for `plugin:/`. With `fetch=allow`, pages may fetch their own files, as in WebView2's relaxed mode. */
  readonly pluginFolder: '/plugin/' | '/plugin-relaxed/';
  readonly opensDemo: boolean;
  readonly opensPanel: boolean;
  readonly theme: Theme;
}

export const THEMES: readonly Theme[] = ['darkest', 'dark', 'light', 'lightest'];

export function parseStartOptions(query: URLSearchParams): StartOptions {
  return {
    pluginFolder: query.get('fetch') === 'allow' ? '/plugin-relaxed/' : '/plugin/',
    opensDemo: query.get('demo') !== 'none',
    opensPanel: query.get('panel') !== 'closed',
    theme: THEMES.find((theme) => theme === query.get('theme')) ?? 'dark',
  };
}
