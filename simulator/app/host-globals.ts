/**
 * What UXP's main context has in another form than a browser, or not at all. The plugin's host bundle runs with these
 * names in place of the browser's own. Where the documentation is silent, a thing counts as absent: a plugin that works
 * without it works in either case.
 */
export interface HostGlobals {
  /** Every name that the bundle must not take from the browser, with its value there; `undefined` where absent. */
  readonly bindings: Readonly<Record<string, unknown>>;
  /** Delivers a `message` event to the bundle's `window`, as a webview does: with `source` null. */
  readonly deliverMessage: (message: { readonly data: unknown; readonly origin: string }) => void;
}

/** Makes the globals of one host bundle around its `document` stand-in. */
export function createHostGlobals(hostDocument: object): HostGlobals {
  const listeners = new EventTarget();
  const own: Record<string, unknown> = {
    ...Object.fromEntries(ABSENT.map((name) => [name, undefined])),
    document: hostDocument,
    devicePixelRatio: 1,
    eval: refuseCodeGeneration,
    Function: new Proxy(Function, { apply: refuseCodeGeneration, construct: refuseCodeGeneration }),
    fetch: refuseNetwork,
    addEventListener: listeners.addEventListener.bind(listeners),
    removeEventListener: listeners.removeEventListener.bind(listeners),
    dispatchEvent: listeners.dispatchEvent.bind(listeners),
  };
  const hostWindow = createHostWindow(own);
  Object.assign(own, { window: hostWindow, self: hostWindow, globalThis: hostWindow });
  return {
    bindings: own,
    deliverMessage: (message) => {
      listeners.dispatchEvent(new MessageEvent('message', message));
    },
  };
}

/** Absent by documentation or by report (no workers, GPU, text codecs …), switched off, or not verified by anyone. */
export const ABSENT: readonly string[] = [
  ...['Worker', 'SharedWorker', 'SharedArrayBuffer', 'Atomics', 'importScripts'],
  ...['OffscreenCanvas', 'WebGLRenderingContext', 'WebGL2RenderingContext', 'GPU', 'navigator'],
  ...['createImageBitmap', 'ImageBitmap', 'ImageDecoder', 'VideoFrame'],
  ...['TextDecoder', 'TextEncoder', 'CompressionStream', 'DecompressionStream'],
  ...['queueMicrotask', 'MessageChannel', 'BroadcastChannel', 'requestIdleCallback', 'scheduler'],
  ...['MutationObserver', 'matchMedia', 'URLSearchParams', 'indexedDB', 'caches', 'cookieStore'],
  ...['structuredClone', 'atob', 'btoa', 'crypto', 'alert', 'confirm', 'prompt'],
  // Compiling a module in the main context can end Photoshop's process, which no plugin can catch.
  'WebAssembly',
  // Without a network permission there is nobody to talk to; a fetch says so, these cannot even be made.
  ...['XMLHttpRequest', 'WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport'],
  ...['parent', 'top', 'frames', 'opener', 'location', 'history', 'open', 'postMessage'],
];

/** `window` for a bundle: what it sets stays its own, what it does not find there comes from the browser. */
function createHostWindow(own: Record<string, unknown>): object {
  return new Proxy(own, {
    get: (target, name) => (name in target ? target[String(name)] : fromBrowser(name)),
    has: (target, name) => (name in target ? target[String(name)] !== undefined : name in window),
  });
}

function fromBrowser(name: string | symbol): unknown {
  const value: unknown = Reflect.get(window, name);
  const isMethod = typeof value === 'function' && /^[a-z]/.test(String(name));
  return isMethod ? (value as (...args: unknown[]) => unknown).bind(window) : value;
}

function refuseCodeGeneration(): never {
  throw new EvalError('Code generation from strings disallowed for this context');
}

function refuseNetwork(address: unknown): Promise<never> {
  return Promise.reject(
    new TypeError(`Permission denied to the url ${String(address)}. Manifest entry not found.`),
  );
}
