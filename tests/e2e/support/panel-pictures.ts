import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const ARTIFACTS = path.join(__dirname, '../../../artifacts/screenshots');

/** What reaches beyond the panel's edges, by its text. */
export function beyondTheEdges(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.panel *:not(.only-read-aloud)')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (left < 0 || right > window.innerWidth);
      })
      .map(({ textContent }) => textContent),
  );
}

/** Kept in artifacts/, for people to look at, when whatever moved has come to rest. */
export async function keepPanelPicture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
}
