import type { Browser, BrowserContext } from 'playwright-core';
import sharp from 'sharp';
import { SimulatorDesk } from '../../bench/batch/simulator-desk';
import { judge } from '../../bench/soak/judge';
import { soak } from '../../bench/soak/soak';
import { serveSimulator, type SimulatorServer } from '../../simulator/server/serve';
import { describeInChromium, launchChromium } from './support/browsers';
import { keepFigure } from './support/keep-figure';
import { layTinyPlugin } from './support/tiny-plugin';

const SIDE = 512;
const DOCUMENTS = 32;
const WARM_UP = 12;
/** Half of a mask of 64 × 64 pixels. */
const HALF_A_SMALL_MASK = (64 * 64) / 2;
/**
 * Half of a document's mask. Compiled code makes objects grow by a third of that a document at first; the text of a tile
 * that is kept is more.
 */
const HALF_A_MASK = SIDE ** 2 / 2;

jest.setTimeout(180_000);

describeInChromium('the shipping bundles with a tiny network, document after document', () => {
  let browser: Browser;
  let server: SimulatorServer;
  let context: BrowserContext;

  beforeAll(async () => {
    server = await serveSimulator({ root: layTinyPlugin(), port: 0 });
    browser = await launchChromium();
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('keep nothing of a document that is done and closed', async () => {
    const desk = await SimulatorDesk.open(context, server.url);
    const request = { picture: await drawDisc(), count: DOCUMENTS, every: 2 };

    const samples = await soak({ browser, desk }, request);

    const warm = samples.filter(({ documents }) => documents > WARM_UP);
    for (const { name, bytesPerDocument } of judge(warm, 0))
      keepFigure(`soak, ${name}: bytes a document`, bytesPerDocument);
    const growing = (kind: RegExp, bound: number) =>
      judge(warm, bound).filter(({ name, isFlat }) => kind.test(name) && !isFlat);
    expect(growing(/buffers/, HALF_A_SMALL_MASK)).toEqual([]);
    expect(growing(/objects/, HALF_A_MASK)).toEqual([]);
    expect(new Set(warm.map(({ wasmBytes }) => wasmBytes)).size).toBe(1);
    expect(warm.map(({ left }) => left)).toEqual(warm.map(() => NOTHING_LEFT));
    expect(warm.at(-1)?.workersSeen).toBe(1);
  });

  it('replace a worker whose runtime has grown too large, and draw the same mask in the next one', async () => {
    await context.addInitScript(growRuntime, 2e9);
    let workers = 0;
    context.on('page', (page) => page.on('worker', () => (workers += 1)));
    const desk = await SimulatorDesk.open(context, server.url);
    const id = await desk.openPhotograph('disc.png', await drawDisc());

    const masks: string[] = [];
    for (let run = 1; run <= 3; run += 1) {
      await desk.removeFrom(id);
      masks.push(await desk.maskDigestOf(id));
    }

    expect(workers).toBe(3);
    expect(new Set(masks).size).toBe(1);
  });
});

const NOTHING_LEFT = { imageData: 0, modalScopes: 0, files: 0, documents: 0, violations: [] };

/** What is more red than blue, in the middle. */
function drawDisc(): Promise<Buffer> {
  const pixels = Array.from({ length: SIDE ** 2 }, (_, pixel) => {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    return Math.hypot(x - SIDE / 2, y - SIDE / 2) < SIDE / 3 ? [230, 40, 20] : [20, 40, 230];
  });
  const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
  return sharp(Uint8Array.from(pixels.flat()), { raw }).png().toBuffer();
}

/** Makes every worker of the page say that its runtime holds so many bytes. It runs in the page. */
function growRuntime(bytes: number): void {
  const prelude = `const say = self.postMessage.bind(self);
    const grown = (value) => {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
      if ('wasmBytes' in value) value.wasmBytes = ${bytes};
      Object.values(value).forEach(grown);
    };
    self.postMessage = (message, transfer) => { grown(message); say(message, transfer); };\n`;
  window.Blob = class extends Blob {
    constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
      super(options.type === 'text/javascript' ? [prelude, ...parts] : parts, options);
    }
  };
}
