/**
 * @jest-environment jsdom
 */
import {
  type BrowserWebview,
  createBrowserWebview,
} from '../../../simulator/webview/browser-webview';

const heard: { data: unknown; origin: string }[] = [];
const violations: string[] = [];

beforeEach(() => {
  heard.length = 0;
  violations.length = 0;
  document.body.replaceChildren();
});

describe('the webview stand-in', () => {
  it('opens a page of the plugin in a frame of opaque origin', () => {
    const frame = frameOf(open('plugin:/panel.html'));

    expect(frame.getAttribute('src')).toBe('/plugin/panel.html');
    expect(frame.getAttribute('sandbox')).toBe('allow-scripts');
  });

  it.each(['https://example.org/', 'http://127.0.0.1/', '/panel.html', 'file:///panel.html'])(
    'refuses %s and reports it',
    (url) => {
      const webview = create();
      const errors = eventsOf(webview, 'loaderror');

      webview.src = url;
      document.body.append(webview);

      expect(errors).toMatchObject([{ url, code: -1 }]);
      expect(violations).toHaveLength(1);
      expect(frameOf(webview).getAttribute('src')).toBeNull();
    },
  );

  it('hears its own page alone, and only what JSON can say', () => {
    const webview = open('plugin:/panel.html');

    sayFrom(frameOf(webview).contentWindow, { uxpJson: '{"bytes":{"0":1}}' });
    sayFrom(window, { uxpJson: '"from elsewhere"' });

    expect(heard).toEqual([{ data: { bytes: { 0: 1 } }, origin: 'plugin:/panel.html' }]);
  });

  it('sends the page JSON text, whatever it is given', () => {
    const webview = open('plugin:/panel.html');
    const page = frameOf(webview).contentWindow;
    const post = jest.spyOn(page as Window, 'postMessage').mockImplementation();

    webview.postMessage({ bytes: new Uint8Array([7]), gone: undefined, not: Number.NaN });

    expect(post).toHaveBeenCalledWith(
      { uxpJson: '{"bytes":{"0":7},"not":null}', pluginId: 'a.plugin' },
      '*',
    );
  });

  it('tells when its page starts and has loaded', () => {
    const webview = open('plugin:/panel.html');
    const starts = eventsOf(webview, 'loadstart');
    const stops = eventsOf(webview, 'loadstop');

    sayFrom(frameOf(webview).contentWindow, { uxpPage: 'start' });
    frameOf(webview).dispatchEvent(new Event('load'));

    expect(starts).toMatchObject([{ url: 'plugin:/panel.html' }]);
    expect(stops).toMatchObject([{ url: 'plugin:/panel.html' }]);
  });

  it('tells that a page is missing', () => {
    const webview = open('plugin:/absent.html');
    const errors = eventsOf(webview, 'loaderror');

    frameOf(webview).dispatchEvent(new Event('load'));

    expect(errors).toMatchObject([{ url: 'plugin:/absent.html' }]);
  });
});

function create(): BrowserWebview {
  return createBrowserWebview({
    pluginId: 'a.plugin',
    pluginFolder: '/plugin/',
    onMessage: (message) => heard.push(message),
    onViolation: (violation) => violations.push(violation),
  });
}

function open(url: string): BrowserWebview {
  const webview = create();
  webview.src = url;
  Object.defineProperty(frameOf(webview), 'contentWindow', { value: createPage() });
  document.body.append(webview);
  return webview;
}

/** jsdom makes no window for a frame in a shadow tree, so one from outside stands in. */
function createPage(): Window | null {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  return frame.contentWindow;
}

function frameOf(webview: BrowserWebview): HTMLIFrameElement {
  const frame = webview.shadowRoot?.querySelector('iframe');
  if (!frame) throw new Error('The webview has no frame');
  return frame;
}

function eventsOf(webview: BrowserWebview, type: string): Event[] {
  const events: Event[] = [];
  webview.addEventListener(type, (event) => events.push(event));
  return events;
}

function sayFrom(source: MessageEventSource | null, data: unknown): void {
  window.dispatchEvent(new MessageEvent('message', { source, data }));
}
