import { type Endpoint, payloadOf } from '../bridge';

/** UXP's globals that the panel and the dialog are made of. */
export interface HostUi {
  readonly document: Document & { readonly theme?: UxpTheme };
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

/** A webview with our page in it. */
export interface PageView {
  readonly endpoint: Endpoint;
  remove(): void;
}

const PAGE = 'plugin:/panel.html';
/** A webview follows neither its parent nor a percentage: it is fitted in pixels, time after time. */
const REFIT_EVERY_MS = 400;
/** A page that keeps leaving is taken away for good, rather than reloaded without end. */
const MAX_REPLACEMENTS = 3;

/**
 * Puts our page into `root`. The page may go nowhere else: when its webview begins to load another address, it is
 * replaced by a new one with our page.
 */
export function mountPage(root: HTMLElement, { document, window }: HostUi): PageView {
  let webview = createWebview(document);
  let replacements = 0;
  const refuseOthers = (event: Event) => {
    if (isOurPage((event as Event & { readonly url?: unknown }).url)) return;
    const refused = webview;
    if (++replacements <= MAX_REPLACEMENTS) follow(createWebview(document));
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
          if (isFromPage(event, webview)) listener(payloadOf(event));
        };
        window.addEventListener('message', hear);
        return () => window.removeEventListener('message', hear);
      },
    },
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

/** `plugin:/` addresses come back as themselves or as the files that they stand for; some hosts give none. */
function isOurPage(url: unknown): boolean {
  if (typeof url !== 'string' || url === '') return true;
  const [address = ''] = url.split(/[?#]/);
  return address === PAGE || (address.startsWith('file:') && address.endsWith('/panel.html'));
}

/** Hosts differ in `source` (the element, or null) and in `origin` (an address, "null", or nothing). */
function isFromPage({ origin, source }: MessageEvent, webview: UxpWebviewElement): boolean {
  const isRemote = /^(https?|wss?|ftp|data|blob):/i.test(origin);
  return !isRemote && (!source || (source as unknown) === webview);
}
