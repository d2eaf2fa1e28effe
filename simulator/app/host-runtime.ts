import type { SimulatedPhotoshop, Theme } from '../api';
import { BrowserWebview } from '../webview/browser-webview';
import { evaluateHostBundle } from './evaluate-host-bundle';
import { createHostDocument } from './host-document';
import { type HostGlobals, createHostGlobals } from './host-globals';
import type { PluginManifest } from './manifest';
import { createViolationLog } from './violation-log';

/** The plugin, loaded: its panels and commands as Photoshop's menus start them. */
export interface HostRuntime {
  /** The panel's root, which the plugin fills at the first call. */
  readonly openPanel: (id: string) => HTMLElement;
  readonly runCommand: (id: string) => Promise<void>;
  /** Every webview that the plugin has in a document now, in a panel or in a dialog. */
  readonly webviews: () => readonly BrowserWebview[];
  /** What the plugin did that Photoshop would punish, besides what `photoshop` itself has seen. */
  readonly violations: () => readonly string[];
  readonly subscribe: (listener: () => void) => () => void;
}

export interface HostRuntimeOptions {
  readonly photoshop: SimulatedPhotoshop;
  readonly manifest: PluginManifest;
  /** Text of the plugin's main script. */
  readonly source: string;
  /** The server's folder that stands for `plugin:/`, with a slash at the end. */
  readonly pluginFolder: string;
  /** The element that stands for the plugin's `document.body`. */
  readonly body: HTMLElement;
}

/**
 * Loads a host bundle, unmodified, into a stand-in for UXP's main context. It stays for as long as the page does, as a
 * plugin does in Photoshop.
 */
export function createHostRuntime(options: HostRuntimeOptions): HostRuntime {
  const { photoshop, body } = options;
  const panels = new Map<string, HTMLElement>();
  const log = createViolationLog();
  const globals: HostGlobals = createHostGlobals(
    createHostDocument({
      body,
      panels: () => [...panels.values()],
      theme: () => photoshop.inspect.theme(),
      onThemeChanged: (listener) => listenToTheme(photoshop, listener),
      webview: {
        pluginId: options.manifest.id,
        pluginFolder: options.pluginFolder,
        onMessage: (message) => globals.deliverMessage(message),
        onViolation: log.add,
      },
    }),
  );
  evaluateHostBundle(options.source, photoshop.modules, globals.bindings);
  window.addEventListener('unhandledrejection', ({ reason }) =>
    log.add(`A promise was rejected and nobody listened: ${String(reason)}`),
  );
  const call = createCaller(photoshop, log.add);

  return {
    openPanel: (id) => {
      const root = panels.get(id) ?? createRoot();
      // `show` comes once, after `create`; `hide` never does.
      if (!panels.has(id))
        void call('panels', id, 'create', root).then(() => call('panels', id, 'show', root));
      panels.set(id, root);
      return root;
    },
    runCommand: (id) => call('commands', id, 'run'),
    webviews: () => [body, ...panels.values()].flatMap(webviewsBelow),
    violations: log.entries,
    subscribe: log.subscribe,
  };
}

function createRoot(): HTMLElement {
  const root = document.createElement('div');
  root.className = 'panel-root';
  return root;
}

/** Calls handlers of the plugin's entry points. One that was not set up is skipped, as Photoshop does. */
function createCaller(
  { inspect }: SimulatedPhotoshop,
  onViolation: (violation: string) => void,
): (
  table: 'panels' | 'commands',
  id: string,
  handler: string,
  root?: HTMLElement,
) => Promise<void> {
  return async (table, id, handler, root) => {
    const handlers = inspect.registeredEntrypoints?.[table][id];
    if (handlers === undefined) onViolation(`${table}.${id} is in the manifest but was not set up`);
    try {
      await handlers?.[handler]?.(root);
    } catch (error) {
      onViolation(`${table}.${id}.${handler} threw: ${String(error)}`);
    }
  };
}

function listenToTheme(
  photoshop: SimulatedPhotoshop,
  listener: (theme: Theme) => void,
): () => void {
  const { inspect } = photoshop;
  let last = inspect.theme();
  return photoshop.subscribe(() => {
    const theme = inspect.theme();
    if (theme !== last) listener(theme);
    last = theme;
  });
}

function webviewsBelow(root: HTMLElement): readonly BrowserWebview[] {
  return [...root.querySelectorAll('*')].filter((element) => element instanceof BrowserWebview);
}
