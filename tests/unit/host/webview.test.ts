/** @jest-environment jsdom */
import { mountPage, type PageView } from '../../../src/host/webview';

interface FakeWebview extends HTMLElement {
  src: string;
  postMessage: jest.Mock;
}

describe('the webview that holds our page', () => {
  let root: HTMLElement;
  let page: PageView;
  let gone: jest.Mock;

  beforeEach(() => {
    jest.useFakeTimers();
    jest
      .spyOn(document, 'createElement')
      .mockImplementation((tag: string) =>
        Object.assign(createPlain(tag), tag === 'webview' ? { postMessage: jest.fn() } : {}),
      );
    root = document.createElement('div');
    document.body.append(root);
    gone = jest.fn();
    page = mountPage(root, { document, window }, gone);
  });

  afterEach(() => {
    page.remove();
    root.remove();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const webview = () => root.querySelector('webview') as FakeWebview;
  const loadstart = (url: unknown) =>
    webview().dispatchEvent(Object.assign(new Event('loadstart'), { url }));

  it('is made by script with our page, no developer tools, and a pixel to begin with', () => {
    expect(webview().src).toBe('plugin:/panel.html');
    expect(webview().getAttribute('uxpAllowInspector')).toBe('false');
    expect(webview().style.width).toBe('1px');
  });

  it('is fitted to its panel in pixels, again and again', () => {
    const size = jest.spyOn(root, 'clientWidth', 'get').mockReturnValue(300);
    jest.advanceTimersByTime(400);
    const first = webview().style.width;

    size.mockReturnValue(420);
    jest.advanceTimersByTime(400);

    expect([first, webview().style.width]).toEqual(['300px', '420px']);
  });

  it.each([
    'plugin:/panel.html',
    'file:///C:/plugins/offcut/panel.html',
    'FILE:///C:/plugins/offcut/panel.html?v=1#top',
    'uxp://org.example.offcut/panel.html',
    'C:\\plugins\\offcut\\panel.html',
    '/Library/plugins/offcut/panel.html',
    'about:blank',
    '',
    undefined,
  ])('may load our page, which the host calls %s', (url) => {
    const before = webview();

    loadstart(url);

    expect(webview()).toBe(before);
  });

  it.each([
    'https://example.com/panel.html',
    'HTTP://127.0.0.1/panel.html',
    'ws://example.com/panel.html',
    'data:,/panel.html',
    'blob:null/panel.html',
    'javascript:0/panel.html',
    'file:///etc/passwd',
    'file:///elsewhere/not-panel.html',
    'plugin-data:/other.html?/panel.html',
  ])('is replaced by a new one when it begins to load %s', (url) => {
    const before = webview();

    loadstart(url);

    expect(root.querySelectorAll('webview')).toHaveLength(1);
    expect(webview()).not.toBe(before);
    expect(webview().src).toBe('plugin:/panel.html');
  });

  it('is taken away for good when its page keeps leaving', () => {
    for (let time = 0; time < 4; time++) loadstart('https://example.com/');

    expect(root.querySelectorAll('webview')).toHaveLength(0);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it('leaves no timer behind when it is removed', () => {
    page.remove();

    expect(jest.getTimerCount()).toBe(0);
  });

  it('hears messages that do not say which webview they are from', () => {
    const heard: unknown[] = [];
    page.endpoint.listen((payload) => heard.push(payload));

    post({ data: 'a', origin: 'file:///panel.html', source: null });
    post({ data: 'b', origin: '', source: webview() });
    post({ data: 'c', origin: 'null', source: null });

    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('hears nothing from the web or from another element', () => {
    const heard: unknown[] = [];
    page.endpoint.listen((payload) => heard.push(payload));

    post({ data: 'a', origin: 'https://example.com', source: null });
    post({ data: 'b', origin: 'http://localhost', source: webview() });
    post({ data: 'c', origin: 'file:///panel.html', source: document.body });

    expect(heard).toEqual([]);
  });

  it('passes text on to the page that is there now', () => {
    loadstart('https://example.com/');

    page.endpoint.post('hello');

    expect(webview().postMessage).toHaveBeenCalledWith('hello');
  });

  function createPlain(tag: string): HTMLElement {
    return document.createElementNS('http://www.w3.org/1999/xhtml', tag as 'div');
  }

  function post(message: { data: unknown; origin: string; source: unknown }): void {
    window.dispatchEvent(Object.assign(new Event('message'), message));
  }
});
