import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

const LONG_MS = 20 * 60_000;

/** What the plugin has not closed, and documents that are open. */
export interface Leftovers {
  readonly imageData: number;
  readonly modalScopes: number;
  readonly files: number;
  readonly documents: number;
  readonly violations: readonly string[];
}

/** A browser, or one of its contexts. */
type Opener = Pick<Browser, 'newPage'>;

/** The simulated Photoshop in a browser page, in words of what a person does. */
export class SimulatorDesk {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** `lanes` makes the page believe in a computer that gives as many. */
  static async open(browser: Opener, url: string, lanes?: number): Promise<SimulatorDesk> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(LONG_MS);
    if (lanes !== undefined) await page.addInitScript(pretendCores(lanes + 1));
    await page.goto(`${url}?demo=none`);
    await page.waitForFunction(() => 'offcutSimulator' in window);
    const desk = new SimulatorDesk(page);
    await desk.#removeButton.waitFor();
    return desk;
  }

  /** As a layer that can take a mask; gives the document's id. */
  async openPhotograph(name: string, jpeg: Buffer): Promise<number> {
    const base64 = JSON.stringify(jpeg.toString('base64'));
    return this.#drive<number>(`async ({ openBytes, photoshop }) => {
      const id = await openBytes(${JSON.stringify(name)}, ${base64});
      photoshop.user.convertBackground(id);
      return id;
    }`);
  }

  async closeDocument(documentId: number): Promise<void> {
    await this.#drive(`({ photoshop }) => photoshop.user.closeDocument(${documentId})`);
  }

  async choose(quality: string): Promise<void> {
    const radio = this.#panel.getByRole('radio', { name: new RegExp(`^${quality}`, 'i') });
    // The panel may still be moving into place: a person who has missed clicks again.
    while (!(await radio.isChecked())) await radio.click();
  }

  /** Removes the background of one document, which must be open. */
  async removeFrom(documentId: number): Promise<void> {
    await this.#drive(`({ photoshop }) => photoshop.user.activate(${documentId})`);
    const before = await this.statesOf(documentId);
    await this.#removeButton.click();
    await this.page.waitForFunction(
      `window.offcutSimulator.photoshop.inspect.history(${documentId}).names.length > ${before}`,
      undefined,
      { polling: 50 },
    );
    await this.#panel.getByRole('heading', { name: 'Background removed' }).waitFor();
  }

  async statesOf(documentId: number): Promise<number> {
    return this.#drive(`({ photoshop }) => photoshop.inspect.history(${documentId}).names.length`);
  }

  /** Calls `onEach` whenever the panel says that it is at another document. @throws Error where not all are done */
  async removeFromAll(count: number, onEach: () => Promise<void>): Promise<void> {
    await this.#panel.getByRole('button', { name: /^All Open Documents/ }).click();
    for (let position = 2; position <= count; position += 1) {
      await this.#panel.getByText(this.#atOrBeyond(position, count)).first().waitFor();
      await onEach();
    }
    const heading = this.#panel.getByRole('heading', { name: /\d+ done/ });
    await heading.waitFor();
    await onEach();
    const text = await heading.textContent();
    if (text !== `${count} done`) throw new Error(`Expected ${count} done but read ${text}`);
  }

  /** With several lanes the panel may pass over a document that has ended before its turn. */
  #atOrBeyond(position: number, count: number): RegExp {
    const later = Array.from({ length: count - position + 1 }, (_, index) => position + index);
    return new RegExp(`^(${later.join('|')}) of ${count}$|^${count} done$`);
  }

  /** Of the pixels of the topmost mask. @throws Error where there is none */
  async maskDigestOf(documentId: number): Promise<string> {
    const fingerprint = await this.#drive<string>(
      `({ photoshop }) => photoshop.inspect.fingerprint(${documentId})`,
    );
    // What lies outside a mask is left to chance by the simulator.
    const digest = /mask \S+:(\w+)/.exec(fingerprint)?.[1];
    if (digest === undefined) throw new Error('The document has no mask');
    return digest;
  }

  async leftovers(): Promise<Leftovers> {
    return this.#drive(`({ photoshop: { inspect }, violations }) => ({
      imageData: inspect.liveImageData(),
      modalScopes: inspect.openModalScopes(),
      files: inspect.openFiles(),
      documents: inspect.documents().length,
      violations: violations(),
    })`);
  }

  close(): Promise<void> {
    return this.page.close();
  }

  get #removeButton(): Locator {
    return this.#panel.getByRole('button', { name: 'Remove Background', exact: true });
  }

  get #panel(): FrameLocator {
    return this.page.frameLocator('.plugin-panel uxp-webview iframe');
  }

  #drive<T>(verb: string): Promise<T> {
    return this.page.evaluate<T>(`(${verb})(window.offcutSimulator)`);
  }
}

function pretendCores(cores: number): string {
  return `for (const [name, value] of [['hardwareConcurrency', ${cores}], ['deviceMemory', 8]])
    Object.defineProperty(navigator, name, { value });`;
}
