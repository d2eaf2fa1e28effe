const TAG = 'uxp-webview';
const LOCAL = /^plugin(-data|-temp)?:\//;

/** What a webview stand-in needs from the simulator around it. */
export interface WebviewWiring {
  readonly pluginId: string;
  /** The server's folder that stands for `plugin:/`; a relaxed one lets pages `fetch` their own files. */
  readonly pluginFolder: string;
  /** A message from the page, as the host side hears it: after a JSON round trip, from the content's address. */
  readonly onMessage: (message: { readonly data: unknown; readonly origin: string }) => void;
  readonly onViolation: (violation: string) => void;
}

/**
 * Stands in for UXP's `<webview>`: an iframe with an opaque origin whose only line to the host is JSON text. Its page
 * gets `window.uxpHost` from the script that the server injects. Messages that are posted before the page listens are
 * lost, as is everything that JSON cannot say.
 *
 * Fires `loadstart {url}` when the page's first script runs, `loadstop {url}` when it has loaded, and
 * `loaderror {url, code, message}` when there is no page or its address is refused.
 */
export class BrowserWebview extends HTMLElement {
  static readonly observedAttributes = ['src'];

  #wiring: WebviewWiring | undefined;
  #hasStarted = false;
  readonly #frame = createFrame();

  constructor() {
    super();
    this.attachShadow({ mode: 'open', delegatesFocus: true }).append(createStyle(), this.#frame);
    this.#frame.addEventListener('load', () => this.#settle());
  }

  wire(wiring: WebviewWiring): this {
    this.#wiring = wiring;
    return this;
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }

  set src(url: string) {
    this.setAttribute('src', url);
  }

  connectedCallback(): void {
    window.addEventListener('message', this.#hear);
    this.#navigate();
  }

  disconnectedCallback(): void {
    window.removeEventListener('message', this.#hear);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#navigate();
  }

  /** Sends one message to the page. `targetOrigin` and `transfer` are accepted and do nothing, as in UXP. */
  postMessage(message: unknown): void {
    const text = (JSON.stringify(message) as string | undefined) ?? 'null';
    const pluginId = this.#wiring?.pluginId;
    this.#frame.contentWindow?.postMessage({ uxpJson: text, pluginId }, '*');
  }

  /** Loads the page anew, as its own `location.reload()` would. For tests: UXP offers no such call. */
  reload(): void {
    this.#navigate();
  }

  #navigate(): void {
    const url = this.src;
    if (url === '') return;
    if (!LOCAL.test(url)) {
      this.#refuse(`The webview may not load ${url}: its manifest allows local content only`);
    } else if (!url.startsWith('plugin:/')) {
      this.#fail(`${url} does not exist`);
    } else {
      this.#frame.src = (this.#wiring?.pluginFolder ?? '/plugin/') + url.slice('plugin:/'.length);
    }
  }

  /** A frame that loaded without the injected script's word shows no page of the plugin. */
  #settle(): void {
    if (this.#frame.getAttribute('src') === null) return;
    if (this.#hasStarted) this.#announce('loadstop', {});
    else this.#fail(`${this.src} does not exist, or its page went elsewhere`);
    this.#hasStarted = false;
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (event.source === null || event.source !== this.#frame.contentWindow) return;
    if (isStart(event.data)) {
      this.#hasStarted = true;
      this.#announce('loadstart', {});
    } else if (isJson(event.data)) {
      this.#wiring?.onMessage({ data: JSON.parse(event.data.uxpJson), origin: this.src });
    }
  };

  #refuse(message: string): void {
    this.#wiring?.onViolation(message);
    this.#fail(message);
  }

  #fail(message: string): void {
    this.#announce('loaderror', { code: -1, message });
  }

  #announce(type: string, properties: object): void {
    this.dispatchEvent(Object.assign(new Event(type), { url: this.src }, properties));
  }
}

/** Makes one webview. Custom elements take no arguments, so its wiring follows at once. */
export function createBrowserWebview(wiring: WebviewWiring): BrowserWebview {
  if (customElements.get(TAG) === undefined) customElements.define(TAG, BrowserWebview);
  return new BrowserWebview().wire(wiring);
}

/** No `allow-same-origin`: the page gets an opaque origin, hence no storage, and no reach into the simulator. */
function createFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Plugin page';
  return frame;
}

function createStyle(): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent =
    ':host { display: block } iframe { border: 0; display: block; width: 100%; height: 100% }';
  return style;
}

function isStart(message: unknown): boolean {
  return isRecord(message) && message['uxpPage'] === 'start';
}

function isJson(message: unknown): message is { readonly uxpJson: string } {
  return isRecord(message) && typeof message['uxpJson'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
