import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from './support/browsers';
import { maskOf, meanDifference, openDemoPhotograph } from './support/demo-photograph';
import { keepFigure } from './support/keep-figure';
import {
  PLUGIN,
  createPhotoshopBehindPage,
  type PhotoshopBehindPage,
} from './support/photoshop-behind-page';
import { demoReference } from './support/reference';

const PAGE = pathToFileURL(`${PLUGIN}/panel.html`).href;
/** Creating and running ISNet takes about ten seconds on one thread of a slow machine, loading it over the bridge more. */
const REMOVAL_MS = 240_000;

jest.setTimeout(REMOVAL_MS + 60_000);

describeInChromium('the shipping page from file://', () => {
  let browser: Browser;

  afterEach(() => browser.close());

  it('runs both networks in a stock browser, its assets streamed over the bridge', async () => {
    browser = await launchChromium();
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);

    for (const model of ['u2netp', 'isnet'] as const) {
      await removeBackground(page, model);
      const difference = meanDifference(
        maskOf(host.photoshop, documentId),
        await demoReference(model),
      );

      keepFigure(`Chromium, ${model}: mean difference of 255`, difference);
      expect(difference).toBeLessThanOrEqual(2);
    }

    expect(host.openedAssets).toEqual(
      expect.arrayContaining([
        'models/registry.json',
        'models/isnet.onnx',
        'wasm/ort-wasm-simd-threaded.wasm',
      ]),
    );
    expect(host.photoshop.inspect.history(documentId).names.slice(-2)).toEqual([
      'Remove Background',
      'Remove Background',
    ]);
    expect(host.photoshop.inspect.liveImageData()).toBe(0);
    expect(host.photoshop.inspect.violations()).toEqual([]);
  });

  it('reads its assets by relative fetch where the browser allows that, and asks the host for none', async () => {
    browser = await launchChromium('--allow-file-access-from-files');
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);

    await removeBackground(page, 'u2netp');

    expect(host.openedAssets).toEqual([]);
    expect(
      meanDifference(maskOf(host.photoshop, documentId), await demoReference('u2netp')),
    ).toBeLessThanOrEqual(2);
  });

  it('finds the host again after a reload in the middle, and works', async () => {
    browser = await launchChromium();
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);
    const untouched = host.photoshop.inspect.fingerprint(documentId);
    await chooseModel(page, 'isnet');
    await page.getByRole('button', { name: 'Remove Background', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Remove Background', exact: true }).waitFor();

    expect(host.photoshop.inspect.fingerprint(documentId)).toBe(untouched);
    expect(host.photoshop.inspect.liveImageData()).toBe(0);
    await removeBackground(page, 'u2netp');
    expect(maskOf(host.photoshop, documentId)).toHaveLength(807 * 1024);
  });
});

async function openPage(
  browser: Browser,
): Promise<{ readonly page: Page; readonly host: PhotoshopBehindPage }> {
  const page = await browser.newPage({ viewport: { width: 300, height: 640 } });
  const host = createPhotoshopBehindPage((text) => {
    // A page that is being reloaded hears nothing, as in Photoshop.
    page.evaluate(hear, text).catch(() => undefined);
  });
  await page.exposeFunction('offcutPost', (text: string) => host.receive(text));
  await page.addInitScript(() => {
    const { offcutPost } = window as unknown as { offcutPost: (text: unknown) => void };
    Object.assign(window, { uxpHost: { postMessage: offcutPost } });
  });
  await page.goto(PAGE);
  await page.getByRole('button', { name: 'Remove Background', exact: true }).waitFor();
  return { page, host };
}

function hear(text: string): void {
  window.dispatchEvent(new MessageEvent('message', { data: text }));
}

async function chooseModel(page: Page, model: 'u2netp' | 'isnet'): Promise<void> {
  const radio = page.getByRole('radio', { name: model === 'isnet' ? /Standard/ : /Fast/ });
  // The panel may still be moving into place: a person who has missed clicks again.
  while (!(await radio.isChecked())) await radio.click();
}

async function removeBackground(page: Page, model: 'u2netp' | 'isnet'): Promise<void> {
  await chooseModel(page, model);
  await page.getByRole('button', { name: 'Remove Background', exact: true }).click();
  await page.getByText(/CPU, 1 thread/).waitFor({ timeout: REMOVAL_MS });
}
