import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { SimulatorDriver } from '../../../simulator/app/driver';
import { serveSimulator, type SimulatorServer } from '../../../simulator/server/serve';
import { DEMO_PHOTOGRAPH } from './demo-photograph';

const ROOT = path.join(__dirname, '../../..');
const ARTIFACTS = path.join(ROOT, 'artifacts/screenshots');
const DEMO = readFileSync(DEMO_PHOTOGRAPH).toString('base64');

/** Long enough for the larger network on a slow machine, its weights streamed over the bridge. */
export const REMOVAL_MS = 240_000;

export function startServer(): Promise<SimulatorServer> {
  return serveSimulator({ root: ROOT, port: 0 });
}

type Verb<A, R> = (driver: SimulatorDriver, argument: A) => R | Promise<R>;

/** The simulated Photoshop in a browser page, in words of what a person does and sees. */
export class SimulatorWindow {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** `query` as the simulator's start page takes it, for example `?demo=none&panel=closed`. */
  static async open(browser: Browser, url: string, query = ''): Promise<SimulatorWindow> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url + query);
    await page.waitForFunction(() => 'offcutSimulator' in window);
    return new SimulatorWindow(page);
  }

  /** The plugin's page: in the panel, or in the dialog that a menu command opened. */
  get panel(): FrameLocator {
    return this.page.frameLocator('.plugin-panel uxp-webview iframe');
  }

  get removed(): Locator {
    return this.panel.getByRole('heading', { name: 'Background removed' });
  }

  get progress(): Locator {
    return this.panel.getByRole('region', { name: 'Progress' });
  }

  get dialog(): FrameLocator {
    return this.page.frameLocator('uxp-dialog uxp-webview iframe');
  }

  /** Runs `verb` in the page; it must not use anything from around it. */
  do<A, R>(verb: Verb<A, R>, argument: A): Promise<R> {
    const value = JSON.stringify(argument) as string | undefined;
    return this.page.evaluate<R>(`(${verb.toString()})(window.offcutSimulator, ${value ?? ''})`);
  }

  look<R>(verb: (driver: SimulatorDriver) => R | Promise<R>): Promise<R> {
    return this.do(verb, undefined);
  }

  /** Opens the demo photograph once more, as a layer that can take a mask, and gives its document's id. */
  async openPhotograph(name: string): Promise<number> {
    return this.do(
      async ({ openBytes, photoshop }, [fileName, base64]) => {
        const documentId = await openBytes(fileName ?? '', base64 ?? '');
        if (documentId === undefined) throw new Error('The photograph did not open');
        photoshop.user.convertBackground(documentId);
        return documentId;
      },
      [name, DEMO],
    );
  }

  async choose(quality: 'Fast' | 'Standard' | 'Best'): Promise<void> {
    const radio = this.panel.getByRole('radio', { name: new RegExp(`^${quality}`) });
    // The panel may still be moving into place: a person who has missed clicks again.
    while (!(await radio.isChecked())) await radio.click();
  }

  async press(button: string | RegExp): Promise<void> {
    await this.panel.getByRole('button', { name: button, exact: true }).click();
  }

  /** Presses Cancel as soon as the progress says so: within the page, because a stage may be over before the test hears of it. */
  cancelAt(stage: string): Promise<void> {
    return this.panel.locator('body').evaluate(
      (body, { words, mostMs }) =>
        new Promise<void>((resolve, reject) => {
          const cancel = () => {
            const buttons = [...body.querySelectorAll('button')];
            const button = buttons.find(({ textContent }) => textContent.trim() === 'Cancel');
            if (!button || !body.textContent.includes(words)) return;
            observer.disconnect();
            button.click();
            resolve();
          };
          const observer = new MutationObserver(cancel);
          observer.observe(body, { subtree: true, childList: true, characterData: true });
          setTimeout(() => reject(new Error(`“${words}” was not seen`)), mostMs);
          cancel();
        }),
      { words: stage, mostMs: REMOVAL_MS },
    );
  }

  async removeBackground(): Promise<void> {
    await this.press('Remove Background');
    await this.removed.waitFor({ timeout: REMOVAL_MS });
  }

  /**
   * What must hold whenever nothing runs: nothing left open, no rule broken. A panel that makes its networks ready still
   * reads their files, for half a minute at most.
   */
  async leftovers(): Promise<unknown> {
    const look = () =>
      this.look(({ photoshop, violations }) => ({
        imageData: photoshop.inspect.liveImageData(),
        modalScopes: photoshop.inspect.openModalScopes(),
        files: photoshop.inspect.openFiles(),
        violations: violations(),
      }));
    let left = await look();
    for (let waits = 0; waits < 60 && left.files > 0; waits++) {
      await this.page.waitForTimeout(500);
      left = await look();
    }
    return left;
  }

  /** Kept in artifacts/, for people to look at. */
  async keepPicture(name: string): Promise<void> {
    mkdirSync(ARTIFACTS, { recursive: true });
    // The plugin's frame is painted by a process of its own, a little later than the window.
    await this.page.waitForTimeout(300);
    await this.page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
  }
}

export const NOTHING_LEFT = { imageData: 0, modalScopes: 0, files: 0, violations: [] };
