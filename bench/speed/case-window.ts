import type { Browser, Page } from 'playwright-core';
import type { Extent } from '../../src/raster';
import { launchBrowser, rendererIds } from './browser';
import type { Case, CaseResult, MeasuringPage, PageJob, Sample } from './samples';
import { readProcessorTime } from './processor-time';
import { higherOf, watchMemory, type HeldMemory } from './watch-memory';

/** The picture, and where every case finds it alike. */
export interface Setting extends Extent {
  readonly megapixels: number;
  readonly origin: string;
  /** Whether browsers may use the GPU. */
  readonly hasGpu: boolean;
}

const LOAD_MS = 10_000;

/** One case on one picture, in a browser of its own, which waits while others have their turn. */
export class CaseWindow {
  private readonly samples: Sample[] = [];
  private readonly strangers: string[] = [];
  private peak: HeldMemory = { privateBytes: undefined, residentBytes: undefined };
  private processIds: readonly number[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly measured: Case,
    private readonly job: PageJob & { readonly megapixels: number },
  ) {}

  static async open(measured: Case, setting: Setting): Promise<CaseWindow> {
    const { megapixels, width, height, origin } = setting;
    const browser = await launchBrowser(setting);
    const page = await browser.newPage();
    page.setDefaultTimeout(LOAD_MS);
    const pixels = `${origin}/pixels/${megapixels}`;
    const job = { ...measured.jobFor({ width, height }, pixels), megapixels };
    const window = new CaseWindow(browser, page, measured, job);
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) window.noteStranger(request.url());
    });
    try {
      await window.load(`${origin}/${measured.tool}.html`);
    } catch (error) {
      await browser.close();
      throw error;
    }
    return window;
  }

  /** The first run is the cold one. @throws Error where the page may use threads or asks a stranger for something */
  async run(): Promise<Sample> {
    const before = await readProcessorTime(this.processIds);
    const { value, peak } = await watchMemory(this.processIds, () =>
      this.ask((page, job) => page.measure(job)),
    );
    const after = await readProcessorTime(this.processIds);
    const processorMs = before === undefined || after === undefined ? undefined : after - before;
    this.peak = higherOf(this.peak, peak);
    this.check(value);
    const sample = { ...value, processorMs };
    this.samples.push(sample);
    return sample;
  }

  alpha(): Promise<number[]> {
    return this.ask((page) => page.alpha());
  }

  result(): CaseResult {
    const [cold, ...warm] = this.samples;
    const { name, tool } = this.measured;
    return { name, tool, megapixels: this.job.megapixels, cold, warm, ...this.peak };
  }

  version(): string {
    return this.browser.version();
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async load(url: string): Promise<void> {
    const failure = new Promise<never>((_, reject) => this.page.once('pageerror', reject));
    await this.page.goto(url);
    await Promise.race([this.page.waitForFunction('"speed" in window'), failure]);
    failure.catch(() => undefined);
    this.processIds = await rendererIds(this.browser);
  }

  private check({ threads }: Sample): void {
    if (threads !== 1) throw new Error(`${this.measured.name} ran on ${threads} threads`);
    if (this.strangers.length > 0)
      throw new Error(`${this.measured.name} asked for ${this.strangers.join(', ')}`);
  }

  private noteStranger(url: string): void {
    if (!/^(?:blob|data):/.test(url)) this.strangers.push(url);
  }

  /** `verb` runs in the page and must not use anything from around it. */
  private ask<T>(verb: (page: MeasuringPage, job: PageJob) => Promise<T>): Promise<T> {
    const call = `(${verb.toString()})(window.speed, ${JSON.stringify(this.job)})`;
    return this.page.evaluate<T>(call);
  }
}
