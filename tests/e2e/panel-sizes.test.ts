import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { themeSchema } from '../../src/bridge';
import { describeInChromium, launchChromium } from './support/browsers';
import { openDemoPhotograph } from './support/demo-photograph';
import { openPage, type OpenPage } from './support/open-page';
import { beyondTheEdges, keepPanelPicture } from './support/panel-pictures';

const ROOT = path.join(__dirname, '../..');
const { entrypoints } = JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')) as {
  readonly entrypoints: readonly {
    readonly minimumSize: { readonly width: number; readonly height: number };
    readonly preferredDockedSize: { readonly width: number; readonly height: number };
  }[];
};
const { minimumSize: NARROWEST, preferredDockedSize: DOCKED } = entrypoints[0]!;
const QUALITIES = ['Fast', 'Standard', 'Best'];
const RESULTS = ['Layer mask', 'Selection', 'Cut-out', 'Channel'];
const THEMES = themeSchema.options;
/** High enough for all that there is to say of this computer. */
const HIGH = { width: NARROWEST.width, height: 1040 };

jest.setTimeout(120_000);

describeInChromium('the panel at the sizes that the manifest names', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  async function open(viewport: typeof NARROWEST): Promise<OpenPage> {
    const opened = await openPage(browser, viewport);
    await openDemoPhotograph(opened.host.photoshop);
    await opened.host.link.page.call('targetChanged', {});
    await opened.page.getByText('allium').first().waitFor();
    return opened;
  }

  it.each(THEMES)(
    'shows every quality whole in the narrowest panel, in the %s theme',
    async (theme) => {
      const { page, host } = await open({ width: NARROWEST.width, height: 420 });
      await host.link.page.call('themeChanged', { theme });

      await keepPanelPicture(page, `panel-narrowest-${theme}`);

      expect(await page.getByRole('radio').count()).toBe(QUALITIES.length + RESULTS.length);
      expect(await cutOff(page)).toEqual([]);
      await page.close();
    },
  );

  it('shows what there is to know of this computer in the narrowest panel, in every theme', async () => {
    const { page, host } = await open(HIGH);
    await page.getByRole('radio', { name: /^Fast/ }).click({ force: true });
    await page.getByRole('button', { name: 'This computer' }).click();
    await page.getByRole('button', { name: 'Test this computer' }).click();
    await page.getByRole('row', { name: /^CPU \d+ ms matches$/ }).waitFor({ timeout: 90_000 });

    for (const theme of THEMES) {
      await host.link.page.call('themeChanged', { theme });
      await keepPanelPicture(page, `panel-computer-${theme}`);
      expect(await beyondTheEdges(page)).toEqual([]);
    }

    await page.getByText('The CPU runs from now on.', { exact: true }).waitFor();
    await page.close();
  });

  it('shows all that can be pressed without scrolling in the docked panel', async () => {
    const { page } = await open(DOCKED);

    await keepPanelPicture(page, 'panel-docked');

    const last = await page.getByRole('button', { name: 'This computer' }).boundingBox();
    const foot = await page.getByText('Works offline.').boundingBox();
    expect((last?.y ?? NaN) + (last?.height ?? NaN)).toBeLessThanOrEqual(foot?.y ?? NaN);
    await page.close();
  });

  it('reaches every button in the lowest panel', async () => {
    const { page } = await open(NARROWEST);

    await keepPanelPicture(page, 'panel-lowest');

    await page.getByRole('button', { name: /All Open Documents/ }).click({ trial: true });
    await page.close();
  });
});

/** Texts that reach beyond the panel's edges, or that had to be broken into two lines. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement?.closest('script, .only-read-aloud, .middle-ellipsis')) continue;
      if (!text.parentElement?.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      const isWhole = left >= 0 && right <= window.innerWidth && range.getClientRects().length < 2;
      if (!isWhole) found.push(text.textContent ?? '');
    }
    return found;
  });
}
