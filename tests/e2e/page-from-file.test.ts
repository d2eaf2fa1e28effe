import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from './support/browsers';
import { leastOfStem, maskOf, meanDifference, openDemoPhotograph } from './support/demo-photograph';
import { keepFigure } from './support/keep-figure';
import { openPage } from './support/open-page';
import { compareAwayFromEdges, demoReference } from './support/reference';
import { twinMask, type Quality } from './support/twin';

/** The best quality runs ISNet twice: half a minute on one thread of a slow machine, loading it over the bridge more. */
const REMOVAL_MS = 240_000;

jest.setTimeout(3 * REMOVAL_MS);

describeInChromium('the shipping page from file://', () => {
  let browser: Browser;

  afterEach(() => browser.close());

  it('makes the twin’s mask of each quality in a stock browser, its assets streamed over the bridge', async () => {
    browser = await launchChromium();
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);

    for (const quality of ['fast', 'standard', 'best'] as const) {
      await removeBackground(page, quality);
      const mask = maskOf(host.photoshop, documentId);

      const difference = meanDifference(mask, await twinMask(quality));
      keepFigure(`Chromium, ${quality}: mean difference from the twin, of 255`, difference);
      expect(difference).toBeLessThanOrEqual(1);
    }

    // As the README says of it.
    expect(leastOfStem(maskOf(host.photoshop, documentId))).toBeGreaterThan(250);
    expect(host.openedAssets).toEqual(
      expect.arrayContaining([
        'models/registry.json',
        'models/isnet.onnx',
        'wasm/ort-wasm-simd-threaded.jspi.wasm',
      ]),
    );
    expect(host.photoshop.inspect.history(documentId).names.slice(-2)).toEqual([
      'Remove Background',
      'Remove Background',
    ]);
    expect(host.photoshop.inspect.liveImageData()).toBe(0);
    expect(host.photoshop.inspect.violations()).toEqual([]);
  });

  it.each(['fast', 'standard'] as const)(
    'draws away from edges, where nothing is refined, what the reference draws: %s',
    async (quality) => {
      browser = await launchChromium('--allow-file-access-from-files');
      const { page, host } = await openPage(browser);
      const documentId = await openDemoPhotograph(host.photoshop);

      await removeBackground(page, quality);

      const { share, difference } = compareAwayFromEdges(
        maskOf(host.photoshop, documentId),
        await demoReference(quality),
      );
      keepFigure(`Chromium, ${quality}: mean difference away from edges, of 255`, difference);
      expect(share).toBeGreaterThan(0.8);
      expect(difference).toBeLessThanOrEqual(0.5);
    },
  );

  it('reads its assets by relative fetch where the browser allows that, and asks the host for none', async () => {
    browser = await launchChromium('--allow-file-access-from-files');
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);

    await removeBackground(page, 'fast');

    expect(host.openedAssets).toEqual([]);
    expect(
      meanDifference(maskOf(host.photoshop, documentId), await twinMask('fast')),
    ).toBeLessThanOrEqual(2);
  });

  it('finds the host again after a reload in the middle, and works', async () => {
    browser = await launchChromium();
    const { page, host } = await openPage(browser);
    const documentId = await openDemoPhotograph(host.photoshop);
    const untouched = host.photoshop.inspect.fingerprint(documentId);
    await choose(page, 'standard');
    await page.getByRole('button', { name: 'Remove Background', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Remove Background', exact: true }).waitFor();

    expect(host.photoshop.inspect.fingerprint(documentId)).toBe(untouched);
    expect(host.photoshop.inspect.liveImageData()).toBe(0);
    await removeBackground(page, 'fast');
    expect(maskOf(host.photoshop, documentId)).toHaveLength(807 * 1024);
  });
});

const NAMES: Readonly<Record<Quality, RegExp>> = {
  fast: /^Fast/,
  standard: /^Standard/,
  best: /^Best/,
};

async function choose(page: Page, quality: Quality): Promise<void> {
  const radio = page.getByRole('radio', { name: NAMES[quality] });
  // The panel may still be moving into place: a person who has missed clicks again.
  while (!(await radio.isChecked())) await radio.click();
}

async function removeBackground(page: Page, quality: Quality): Promise<void> {
  await choose(page, quality);
  await page.getByRole('button', { name: 'Remove Background', exact: true }).click();
  await page.getByText(/^CPU, 1 thread/).waitFor({ timeout: REMOVAL_MS });
}
