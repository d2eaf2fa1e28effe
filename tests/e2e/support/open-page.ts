import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import {
  PLUGIN,
  createPhotoshopBehindPage,
  type PhotoshopBehindPage,
} from './photoshop-behind-page';

const PAGE = pathToFileURL(`${PLUGIN}/panel.html`).href;

export interface OpenPage {
  readonly page: Page;
  readonly host: PhotoshopBehindPage;
}

/** Opens the shipping page from its file, with a simulated Photoshop behind it, and waits until it is connected. */
export async function openPage(
  browser: Browser,
  viewport = { width: 300, height: 640 },
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport });
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
