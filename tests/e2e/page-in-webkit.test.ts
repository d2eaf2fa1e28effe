import { pathToFileURL } from 'node:url';
import { describeInWebKit } from './support/browsers';
import { maskOf, meanDifference, openDemoPhotograph } from './support/demo-photograph';
import { keepFigure } from './support/keep-figure';
import {
  PLUGIN,
  createPhotoshopBehindPage,
  type PhotoshopBehindPage,
} from './support/photoshop-behind-page';
import { compareAwayFromEdges, demoReference } from './support/reference';
import { twinMask } from './support/twin';
import { launchWebKit, type WebKit } from './support/webkit';

const REMOVAL_MS = 240_000;

jest.setTimeout(2 * REMOVAL_MS);

describeInWebKit('the shipping page in WebKitGTK, from file://', () => {
  let webkit: WebKit;
  let pump: Pump;

  beforeAll(async () => {
    webkit = await launchWebKit();
    await webkit.navigate(pathToFileURL(`${PLUGIN}/panel.html`).href);
    await webkit.execute(INSTALL_UXP_HOST);
    pump = startPump(webkit);
  });

  afterAll(async () => {
    await pump.stop();
    await webkit.close();
  });

  it.each([
    ['fast', 'Fast'],
    ['standard', 'Standard'],
  ] as const)(
    'makes the twin’s mask, and away from edges the reference’s: %s',
    async (quality, name) => {
      const documentId = await openDemoPhotograph(pump.host.photoshop);

      await until(() => webkit.execute(CLICK_QUALITY, name));
      await until(() => webkit.execute(CLICK_BUTTON, 'Remove Background'));
      await until(() => Promise.resolve(hasMask(pump.host, documentId)));

      const mask = maskOf(pump.host.photoshop, documentId);
      const difference = meanDifference(mask, await twinMask(quality));
      const away = compareAwayFromEdges(mask, await demoReference(quality));
      keepFigure(`WebKitGTK, ${quality}: mean difference from the twin, of 255`, difference);
      keepFigure(`WebKitGTK, ${quality}: mean difference away from edges, of 255`, away.difference);
      expect(difference).toBeLessThanOrEqual(1);
      expect(away.share).toBeGreaterThan(0.8);
      expect(away.difference).toBeLessThanOrEqual(0.5);
      expect(pump.host.photoshop.inspect.liveImageData()).toBe(0);
    },
  );
});

interface Pump {
  readonly host: PhotoshopBehindPage;
  stop(): Promise<void>;
}

/** WebDriver has no way to be called from the page, so messages are carried in turns, a few times a second. */
function startPump(webkit: WebKit): Pump {
  const outgoing: string[] = [];
  const host = createPhotoshopBehindPage((text) => outgoing.push(text));
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      const posted = (await webkit.execute(CARRY, outgoing.splice(0))) as readonly string[];
      for (const text of posted) host.receive(text);
      await new Promise((resolve) => setTimeout(resolve, posted.length > 0 ? 5 : 50));
    }
  };
  const running = run();
  return {
    host,
    stop: () => {
      isStopped = true;
      return running;
    },
  };
}

const INSTALL_UXP_HOST = `
  window.posted = [];
  window.uxpHost = { postMessage: (text) => window.posted.push(text) };
`;

const CARRY = `
  for (const data of arguments[0]) window.dispatchEvent(new MessageEvent('message', { data }));
  return (window.posted || []).splice(0);
`;

const CLICK_BUTTON = `
  const button = [...document.querySelectorAll('button')]
    .find((candidate) => candidate.textContent === arguments[0] && !candidate.disabled);
  button?.click();
  return button !== undefined;
`;

const CLICK_QUALITY = `
  const label = [...document.querySelectorAll('label')]
    .find((candidate) => candidate.textContent.startsWith(arguments[0]));
  label?.click();
  return label?.querySelector('input')?.checked === true;
`;

function hasMask({ photoshop }: PhotoshopBehindPage, documentId: number): boolean {
  const view = photoshop.inspect.documents().find(({ id }) => id === documentId);
  return view?.layers[0]?.hasMask === true;
}

async function until(isTrue: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + REMOVAL_MS;
  while ((await isTrue()) !== true) {
    if (Date.now() > end) throw new Error('Waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
