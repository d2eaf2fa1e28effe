import {
  createHostClient,
  readBlob,
  serveHost,
  toChunk,
  type HostConnection,
  type HostLink,
  type LayerId,
  type Target,
} from '../../../src/bridge';
import { createHostService, type HostSession, type Vendor } from '../../../src/host';
import {
  createSimulatedPhotoshop,
  type DocumentDescription,
  type SimulatedPhotoshop,
  type SimulatorOptions,
} from '../../../simulator';
import { createPipe, type Pipe } from '../../unit/bridge/pipe';

export const EXTENT = { width: 300, height: 200 };
export const PHOTO_BOUNDS = { left: 20, top: 10, width: 200, height: 150 };
export const HISTORY_NAME = 'Remove Background';

/** A simulated Photoshop, the host side in it, and a page that speaks to it over a pipe of JSON text. */
export interface Desk {
  readonly photoshop: SimulatedPhotoshop;
  readonly pipe: Pipe;
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
  const pipe = createPipe();
  const sessions: HostSession[] = [];
  const link: HostLink = serveHost(pipe.host, () => {
    const session = createHostService(photoshop.modules as Vendor, {
      describeEnvironment: () => {
        throw new Error('There is no panel around this desk');
      },
      closeDialog: () => undefined,
    });
    sessions.push(session);
    return session;
  });
  let page = createHostClient(pipe.page);
  return {
    photoshop,
    pipe,
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
      page.close();
      page = createHostClient(pipe.page);
    },
    end: () => {
      page.close();
      link.close();
    },
  };
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
): Promise<number> {
  const { maskId } = await page.call('beginMask', { documentId, layerId, extent });
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
  const pixels = await page.call('readPixels', {
    documentId,
    layerId,
    extent: { width: 64, height: 64 },
  });
  await readBlob(page, pixels.blob);
  await writeMask(page, target);
  return target;
}

/** The same target with another layer's id. */
export function withLayer(target: Target, layerId: number): Target {
  return { ...target, layerId: layerId as LayerId };
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
