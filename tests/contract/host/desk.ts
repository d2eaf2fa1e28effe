import {
  createHostClient,
  createPageEndpoint,
  payloadOf,
  readBlob,
  serveHost,
  toChunk,
  type Endpoint,
  type HostConnection,
  type HostLink,
  type LayerId,
  type MaskOutput,
  type Target,
} from '../../../src/bridge';
import { createHostService, type HostSession, type Vendor } from '../../../src/host';
import {
  createSimulatedPhotoshop,
  type DocumentDescription,
  type HostMethod,
  type SimulatedPhotoshop,
  type SimulatorOptions,
} from '../../../simulator';
import { createJsonPipe, type JsonPipe } from '../../../simulator/webview/json-pipe';

export const EXTENT = { width: 300, height: 200 };
export const PHOTO_BOUNDS = { left: 20, top: 10, width: 200, height: 150 };
export const HISTORY_NAME = 'Remove Background';

/** Changes, loses (undefined) or passes on a text on its way. */
export type Tamper = (text: string, from: 'page' | 'host') => string | undefined;

/** A simulated Photoshop, the host side in it, and a page that speaks to it over the bridge of a webview. */
export interface Desk {
  readonly photoshop: SimulatedPhotoshop;
  readonly pipe: JsonPipe;
  tamper: Tamper;
  /** The page that is loaded now. */
  readonly page: HostConnection;
  readonly session: HostSession;
  /** How many sessions there have been. */
  readonly sessionCount: number;
  /** The page is gone without a word, and a new one says hello. */
  reloadPage(): void;
  end(): void;
}

export function createDesk(options: SimulatorOptions = {}): Desk {
  const photoshop = createSimulatedPhotoshop({ hostVersion: '26.0.0', ...options });
  const pipe = createJsonPipe();
  const sessions: HostSession[] = [];
  const link: HostLink = serveHost(hostEndpoint(pipe, tamperWith), () => {
    const session = createHostService(photoshop.modules as Vendor, {
      describeEnvironment: () => {
        throw new Error('There is no panel around this desk');
      },
      closeDialog: () => undefined,
    });
    sessions.push(session);
    return session;
  });
  let page = createHostClient(pageEndpoint(pipe, tamperWith));
  const desk: Desk = {
    photoshop,
    pipe,
    tamper: (text) => text,
    get page() {
      return page;
    },
    get session() {
      const session = sessions.at(-1);
      if (!session) throw new Error('No page has connected yet');
      return session;
    },
    get sessionCount() {
      return sessions.length;
    },
    reloadPage: () => {
      pipe.reload();
      page.close();
      page = createHostClient(pageEndpoint(pipe, tamperWith));
    },
    end: () => {
      page.close();
      link.close();
    },
  };
  return desk;

  function tamperWith(...crossing: Parameters<Tamper>): string | undefined {
    return desk.tamper(...crossing);
  }
}

function pageEndpoint({ pageWindow }: JsonPipe, tamper: Tamper): Endpoint {
  const endpoint = createPageEndpoint(pageWindow);
  return { ...endpoint, post: (text) => pass(tamper(text, 'page'), endpoint.post) };
}

function hostEndpoint({ element, hostWindow }: JsonPipe, tamper: Tamper): Endpoint {
  return {
    post: (text) => pass(tamper(text, 'host'), (passed) => element.postMessage(passed)),
    listen: (listener) => {
      const hear = (event: object) => listener(payloadOf(event));
      hostWindow.addEventListener('message', hear);
      return () => hostWindow.removeEventListener('message', hear);
    },
  };
}

function pass(text: string | undefined, post: (text: string) => void): void {
  if (text !== undefined) post(text);
}

/** A document with one pixel layer that is smaller than the canvas and selected. */
export function photoDocument(change: Partial<DocumentDescription> = {}): DocumentDescription {
  return {
    name: 'Street.psd',
    ...EXTENT,
    layers: [{ name: 'Photo', bounds: PHOTO_BOUNDS, pixels: gradient(PHOTO_BOUNDS) }],
    ...change,
  };
}

/** Opaque RGBA in which every column and row has its own colour. */
export function gradient({ width, height }: { width: number; height: number }): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rgba.set([x % 256, y % 256, (x + y) % 256, 255], (y * width + x) * 4);
  return rgba;
}

/** A mask in which every pixel differs from its neighbours. */
export function testMask({
  width,
  height,
}: { width: number; height: number } = EXTENT): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) => (index * 31) % 256);
}

/** Begins a mask for the target and sends it in strips of 64 rows. */
export async function sendMask(
  page: HostConnection,
  { documentId, layerId, documentExtent: extent }: Target,
  mask = testMask(extent),
  output: MaskOutput = { kind: 'mask' },
): Promise<number> {
  const { maskId } = await page.call('beginMask', { documentId, layerId, extent, output });
  for (let top = 0; top < extent.height; top += 64) {
    const height = Math.min(64, extent.height - top);
    const strip = mask.subarray(top * extent.width, (top + height) * extent.width);
    await page.call('writeMaskStrip', {
      maskId,
      top,
      height,
      chunk: toChunk(strip, { deflate: true }),
    });
  }
  return maskId;
}

export async function writeMask(page: HostConnection, target: Target): Promise<void> {
  const maskId = await sendMask(page, target);
  await page.call('commitMask', { maskId, historyName: HISTORY_NAME });
}

/** One whole run as a page makes it: describe, read, write. */
export async function runOnce(page: HostConnection): Promise<Target> {
  const target = await page.call('describeTarget', {});
  const { documentId, layerId } = target;
  const extent = { width: 64, height: 64 };
  const { pixels } = await page.call('readPixels', { documentId, layerId, extent });
  if (!pixels) throw new Error('The layer has no pixels');
  await readBlob(page, pixels.blob);
  await writeMask(page, target);
  return target;
}

/** The same target with another layer's id. */
export function withLayer(target: Target, layerId: number): Target {
  return { ...target, layerId: layerId as LayerId };
}

/** Holds every call of one kind from the moment it is made until it is let go. */
export function holdCalls({ faults }: SimulatedPhotoshop, method: HostMethod) {
  let arrive: () => void = () => undefined;
  let letGo: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const released = new Promise<void>((resolve) => (letGo = resolve));
  faults.beforeCall(method, () => {
    arrive();
    return released;
  });
  return {
    /** Resolves when the first such call is being held. */
    reached,
    /** Lets them go, and waits until what follows from that has happened. */
    release: async () => {
      letGo();
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

/** Ends the desk, and with it every timer, whether or not something was left. */
export function closeDesk(desk: Desk): void {
  try {
    expectNothingLeft(desk);
  } finally {
    desk.end();
  }
}

/** What must hold at the end of every test. */
export function expectNothingLeft({ photoshop, session }: Desk): void {
  const { inspect } = photoshop;
  expect({
    held: session.held(),
    imageData: inspect.liveImageData(),
    bytes: inspect.imageDataBytes().now,
    modalScopes: inspect.openModalScopes(),
    openFiles: inspect.openFiles(),
    violations: inspect.violations(),
  }).toEqual({
    held: { bytes: 0, blobs: 0 },
    imageData: 0,
    bytes: 0,
    modalScopes: 0,
    openFiles: 0,
    violations: [],
  });
}
