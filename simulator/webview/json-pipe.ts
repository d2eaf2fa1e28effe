/** What a `message` event carries here. Real ones have more, of which nothing can be relied on. */
export interface PipeMessageEvent {
  readonly type: 'message';
  readonly data?: unknown;
  readonly message?: unknown;
  readonly origin: string;
  readonly source: null;
}

type Listener = (event: PipeMessageEvent) => void;

/** The part of a `window` that hears messages. */
export interface PipeWindow {
  addEventListener(type: 'message', listener: Listener): void;
  removeEventListener(type: 'message', listener: Listener): void;
}

export type Direction = 'toPage' | 'toHost';

export interface JsonPipeOptions {
  /** What the host side hears as `origin`; default the page's plugin:/ address. */
  readonly pageOrigin?: string;
  /** What the page hears as `origin`: the plugin's id. */
  readonly pluginId?: string;
}

/** Switches for what the real bridge does to messages now and then. */
export interface PipeFaults {
  /** Messages are gone when nobody listens as they arrive; otherwise they wait. Default true. */
  losesUnheard: boolean;
  /** The payload arrives in `message` instead of `data`. */
  deliversInMessage: boolean;
  /** Loses the nth message from now, counted from 1. */
  drop(direction: Direction, nth: number): void;
  /** Changes the nth message from now; by default one character in the middle of its text. */
  corrupt(direction: Direction, nth: number, change?: (payload: unknown) => unknown): void;
}

/** Both ends of a UXP webview's message bridge, without a webview. */
export interface JsonPipe {
  /** The `<webview>` element. A target origin and a list of transfers are accepted and do nothing. */
  readonly element: { postMessage(message: unknown, ...ignored: readonly unknown[]): void };
  readonly hostWindow: PipeWindow;
  readonly pageWindow: PipeWindow & { readonly uxpHost: { postMessage(message: unknown): void } };
  readonly faults: PipeFaults;
  /** Somebody else's message. */
  deliverForeign(direction: Direction, payload: unknown, origin: string): void;
  /** The page starts anew: its listeners are gone, and what is under way to it may be lost. */
  reload(): void;
}

/**
 * A pair of message ends in memory. Everything crosses as JSON text, one by one, in order, and never before the sender
 * has returned: typed arrays become objects, `undefined` is dropped, NaN becomes null.
 */
export function createJsonPipe(options: JsonPipeOptions = {}): JsonPipe {
  const { pageOrigin = 'plugin:/panel.html', pluginId = 'simulated.plugin' } = options;
  const switches = { losesUnheard: true, deliversInMessage: false };
  const toPage = createLane(switches);
  const toHost = createLane(switches);
  const lanes = { toPage, toHost };
  return {
    element: { postMessage: (message) => toPage.post(message, pluginId) },
    hostWindow: toHost.window,
    pageWindow: {
      ...toPage.window,
      uxpHost: { postMessage: (message) => toHost.post(message, pageOrigin) },
    },
    faults: Object.assign(switches, {
      drop: (direction: Direction, nth: number) => lanes[direction].tamper(nth, () => undefined),
      corrupt: (direction: Direction, nth: number, change = garble) =>
        lanes[direction].tamper(nth, (payload) => ({ payload: change(payload) })),
    }),
    deliverForeign: (direction, payload, origin) => lanes[direction].post(payload, origin),
    reload: toPage.forget,
  };
}

/** What becomes of a payload on its way; undefined when it is lost. */
type Tamper = (payload: unknown) => { readonly payload: unknown } | undefined;

interface Switches {
  readonly losesUnheard: boolean;
  readonly deliversInMessage: boolean;
}

function createLane(switches: Switches) {
  const listeners = new Set<Listener>();
  const tampers = new Map<number, Tamper>();
  let unheard: readonly PipeMessageEvent[] = [];
  let posted = 0;

  const arrive = (event: PipeMessageEvent) => {
    if (listeners.size === 0 && !switches.losesUnheard) unheard = [...unheard, event];
    [...listeners].forEach((listener) => listener(event));
  };
  return {
    window: {
      addEventListener: (_type: 'message', listener: Listener) => {
        listeners.add(listener);
        const waiting = unheard;
        unheard = [];
        waiting.forEach((event) => setTimeout(arrive, 0, event));
      },
      removeEventListener: (_type: 'message', listener: Listener) => {
        listeners.delete(listener);
      },
    },
    post: (message: unknown, origin: string) => {
      // `undefined` alone has no JSON text; UXP has to send something.
      const text = message === undefined ? 'null' : JSON.stringify(message);
      posted += 1;
      const tamper = tampers.get(posted) ?? ((payload: unknown) => ({ payload }));
      const kept = tamper(JSON.parse(text));
      if (kept === undefined) return;
      const content = switches.deliversInMessage
        ? { message: kept.payload }
        : { data: kept.payload };
      setTimeout(arrive, 0, { type: 'message', ...content, origin, source: null });
    },
    tamper: (nth: number, tamper: Tamper) => void tampers.set(posted + nth, tamper),
    forget: () => {
      listeners.clear();
      unheard = [];
    },
  };
}

/** One character in the middle of a text becomes another one; anything else becomes null. */
function garble(payload: unknown): unknown {
  if (typeof payload !== 'string') return null;
  const middle = Math.floor(payload.length / 2);
  const other = payload[middle] === 'A' ? 'B' : 'A';
  return payload.slice(0, middle) + other + payload.slice(middle + 1);
}
