import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from './support/browsers';
import { PLUGIN } from './support/photoshop-behind-page';

/** Every way that a page has to speak to somebody; each takes the address to try. */
const WAYS: Readonly<Record<string, string>> = {
  fetch: `fetch(url, { mode: 'no-cors' })`,
  'fetch with keepalive': `fetch(url, { mode: 'no-cors', keepalive: true })`,
  XMLHttpRequest: `new Promise((end) => { const r = new XMLHttpRequest(); r.onloadend = end; r.open('GET', url); r.send(); })`,
  WebSocket: `new WebSocket(url.replace('http', 'ws'))`,
  EventSource: `new EventSource(url)`,
  beacon: `navigator.sendBeacon(url, 'x')`,
  img: `document.body.append(Object.assign(new Image(), { src: url }))`,
  script: `document.body.append(Object.assign(document.createElement('script'), { src: url }))`,
  stylesheet: `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }))`,
  prefetch: `document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: url }))`,
  manifest: `document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: url }))`,
  font: `new FontFace('x', 'url(' + url + ')').load()`,
  media: `document.body.append(Object.assign(document.createElement('video'), { src: url, autoplay: true }))`,
  object: `document.body.append(Object.assign(document.createElement('object'), { data: url }))`,
  iframe: `document.body.append(Object.assign(document.createElement('iframe'), { src: url }))`,
  form: `(() => { const f = Object.assign(document.createElement('form'), { action: url, target: 'x' }); document.body.append(f); f.submit(); })()`,
  'module import': `import(url)`,
  worker: `new Worker(url)`,
  'fetch in a blob worker': inWorker(`fetch(url, { mode: 'no-cors' })`),
  'XMLHttpRequest in a blob worker': inWorker(
    `const r = new XMLHttpRequest(); r.open('GET', url, false); r.send()`,
  ),
  'WebSocket in a blob worker': inWorker(`new WebSocket(url.replace('http', 'ws'))`),
  'importScripts in a blob worker': inWorker(`importScripts(url)`),
};

/** A local page like ours, but without a policy. */
const STRANGER = path.join(mkdtempSync(path.join(tmpdir(), 'offcut-')), 'stranger.html');
writeFileSync(STRANGER, '<!doctype html><title>Stranger</title>');

jest.setTimeout(120_000);

describeInChromium('offline, against a listening server', () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let address: string;
  const hits: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*').end('heard');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    // The browser's own guards are down, so that what holds is the page's policy alone.
    browser = await launchChromium(
      '--allow-file-access-from-files',
      '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
    );
    page = await browser.newPage();
    await page.goto(pathToFileURL(`${PLUGIN}/panel.html`).href);
    await page.getByText(/./).first().waitFor();
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  it('can be heard at all: a local page without our policy reaches the server', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(pathToFileURL(STRANGER).href);

    await stranger.evaluate(`fetch(${JSON.stringify(`${address}control`)}, { mode: 'no-cors' })`);

    expect(hits).toContain('/control');
    await stranger.close();
  });

  it.each(Object.entries(WAYS))('sends nothing by %s', async (name, code) => {
    const url = `${address}${encodeURIComponent(name)}`;

    // Most ways throw or reject under the policy; what counts is what the server heard.
    await page
      .evaluate(`(async () => { const url = ${JSON.stringify(url)}; await (${code}); })()`)
      .catch(() => undefined);
    await page.waitForTimeout(300);

    expect(hits.filter((hit) => hit !== '/control')).toEqual([]);
  });

  it('has no peer connections and no transports, which a policy does not cover', async () => {
    const present = await page.evaluate(() =>
      ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'].filter(
        (name) => Reflect.get(window, name) !== undefined,
      ),
    );

    expect(present).toEqual([]);
  });

  it('makes no code from strings', async () => {
    const refused = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.body.append(script);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Reflect.get(window, 'ranInline') === undefined;
    });

    expect(refused).toBe(true);
  });
});

/** The same from inside a blob worker of the page, which inherits the page's policy. */
function inWorker(code: string): string {
  const body = `onmessage = async ({ data: url }) => { try { ${code} } finally { postMessage(0); } }`;
  return `new Promise((end) => {
    const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(body)}])));
    worker.onmessage = worker.onerror = end;
    worker.postMessage(url);
    setTimeout(end, 1000);
  })`;
}
