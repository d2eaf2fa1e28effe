import { type Endpoint, payloadOf } from '../bridge';
import { PageObserver } from './probes';

/** UXP's globals that the panel and the dialog are made of. */
export interface HostUi {
  readonly document: Document & { readonly theme?: UxpTheme };
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

/** A webview with our page in it. */
export interface PageView {
  readonly endpoint: Endpoint;
  /** For the diagnostics. */
  readonly observer: PageObserver;
  remove(): void;
}

const PAGE = 'plugin:/panel.html';
const PAGE_FILE = 'panel.html';
/** A webview follows neither its parent nor a percentage: it is fitted in pixels, time after time. */
const REFIT_EVERY_MS = 400;
/** A page that keeps leaving is taken away for good, rather than reloaded without end. */
const MAX_REPLACEMENTS = 3;

/**
 * Puts our page into `root`. The page may go nowhere else: when its webview begins to load another address, it is
 * replaced by a new one with our page, and taken away when that happens again and again; then `onGone` is called.
 */
export function mountPage(
  root: HTMLElement,
  { document, window }: HostUi,
  onGone: () => void = () => undefined,
): PageView {
  let webview = createWebview(document);
  let replacements = 0;
  const observer = new PageObserver();
  const refuseOthers = (event: Event) => {
    const { url } = event as Event & { readonly url?: unknown };
    observer.noteLoad(url);
    if (isOurPage(url)) return;
    const refused = webview;
    if (++replacements <= MAX_REPLACEMENTS) follow(createWebview(document));
    else onGone();
    refused.remove();
  };
  const follow = (current: UxpWebviewElement) => {
    webview = current;
    webview.addEventListener('loadstart', refuseOthers);
    root.append(webview);
  };
  follow(webview);
  const refitting = setInterval(() => fit(webview, root), REFIT_EVERY_MS);
  return {
    endpoint: {
      post: (text) => webview.postMessage(text),
      listen: (listener) => {
        const hear = (event: MessageEvent) => {
          if (!isFromPage(event, webview)) return;
          observer.noteMessage(event, webview);
          listener(payloadOf(event));
        };
        window.addEventListener('message', hear);
        return () => window.removeEventListener('message', hear);
      },
    },
    observer,
    remove: () => {
      clearInterval(refitting);
      webview.remove();
    },
  };
}

function createWebview(document: Document): UxpWebviewElement {
  const webview = document.createElement('webview') as UxpWebviewElement;
  webview.setAttribute('uxpAllowInspector', 'false');
  // At least one pixel, else it does not run; in a dialog it takes real bounds only when its size changes later.
  webview.style.width = '1px';
  webview.style.height = '1px';
  webview.src = PAGE;
  return webview;
}

function fit({ style }: HTMLElement, { clientWidth, clientHeight }: HTMLElement): void {
  const [width, height] = [clientWidth, clientHeight].map((side) => `${Math.max(1, side)}px`);
  if (width !== undefined && style.width !== width) style.width = width;
  if (height !== undefined && style.height !== height) style.height = height;
}

/** Addresses of the web, and those that carry a page of their own. */
const ELSEWHERE = /^(?:https?|wss?|ftp|data|blob|javascript):/i;

/**
 * Refuses only what is certainly another place. In which form a host gives the address of our own page is not
 * documented: `plugin:/`, `file:`, another scheme, a path of the system, or nothing at all.
 */
function isOurPage(url: unknown): boolean {
  if (typeof url !== 'string' || url === '' || url === 'about:blank') return true;
  const [address = ''] = url.split(/[?#]/);
  return !ELSEWHERE.test(address) && address.split(/[\\/]/).at(-1) === PAGE_FILE;
}

/** Hosts differ in `source` (the element, or null) and in `origin` (an address, "null", or nothing). */
function isFromPage({ origin, source }: MessageEvent, webview: UxpWebviewElement): boolean {
  return !ELSEWHERE.test(origin) && (!source || (source as unknown) === webview);
}
