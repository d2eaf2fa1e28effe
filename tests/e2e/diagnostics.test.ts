import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from './support/browsers';
import { openDemoPhotograph } from './support/demo-photograph';
import { openPage } from './support/open-page';
import { beyondTheEdges, keepPanelPicture } from './support/panel-pictures';

const ARTIFACTS = path.join(__dirname, '../../artifacts/screenshots');
/** As narrow as the manifest allows. */
const NARROWEST = { width: 230, height: 1340 };

jest.setTimeout(180_000);

describeInChromium('diagnostics, in the narrowest panel', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it('are answered after one click, with a report that names nothing of the open document', async () => {
    const { page, host } = await openPage(browser, NARROWEST);
    const { photoshop, link } = host;
    await openDemoPhotograph(photoshop);
    await link.page.call('targetChanged', {});
    await page.getByText('allium').first().waitFor();
    const [open] = photoshop.inspect.documents();
    const before = photoshop.inspect.fingerprint(open!.id);

    await page.getByRole('button', { name: 'This computer' }).click();
    await page.getByRole('button', { name: 'Diagnostics' }).click();
    await page.getByText(/^\d+ of \d+$/).waitFor();
    await keepPanelPicture(page, 'diagnostics-asking-dark');
    const report = page.getByRole('textbox', { name: 'Report' });
    await report.waitFor({ timeout: 150_000 });

    const text = await report.inputValue();
    writeFileSync(path.join(ARTIFACTS, '../diagnostics.txt'), text);
    expect(text).toMatch(/Q3\. .*\n {2}answered after \d+ ms/);
    expect(text).toMatch(
      /Q41\. .*\n {2}data: refused .* by connect-src; outward: refused .* by connect-src/,
    );
    expect(text).toMatch(/Q2\.4\. .*\n {2}ready after \d+ ms/);
    expect(text).toMatch(/Q6\.6\. .*\n {2}[\d.]+ MB\/s to Photoshop, [\d.]+ MB\/s to the page/);
    expect(text).not.toContain('allium');
    expect(photoshop.inspect.documents().map(({ id }) => id)).toEqual([open!.id]);
    expect(photoshop.inspect.fingerprint(open!.id)).toBe(before);
    for (const theme of ['lightest', 'dark'] as const) {
      await link.page.call('themeChanged', { theme });
      await keepPanelPicture(page, `diagnostics-${theme}`);
    }
    await page.getByText('allium').first().waitFor();
    expect(await beyondTheEdges(page)).toEqual([]);
    await page.close();
  });
});
