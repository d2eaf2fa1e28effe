import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Engine, MatteReport, ProviderTest, RuntimeReport } from '../../../src/engine';
import { valueOf, type Outcome } from '../../../src/engine/outcome';
import type { ModelDescriptor } from '../../../src/models';
import type { RgbImage } from '../../../src/raster';
import { PLUGIN } from './photoshop-behind-page';

const WORKER = path.join(PLUGIN, '../../build/worker/engine-worker-webgpu.js');
const WASM = path.join(PLUGIN, 'wasm/ort-wasm-simd-threaded.jspi.wasm');

/** The shipping worker in the shipping page's origin and policy, driven without the page's client. */
export interface WorkerInPage {
  start(options: Parameters<Engine['start']>[1]): Promise<RuntimeReport>;
  load(model: ModelDescriptor, weights: Uint8Array): Promise<void>;
  testProviders(model: ModelDescriptor, weights: Uint8Array): Promise<readonly ProviderTest[]>;
  estimateMatte(fine: string, overview: RgbImage): Promise<MatteReport>;
  /** The whole layer mask of a document as large as `extent`. */
  renderMask(matteId: number, extent: { width: number; height: number }): Promise<Uint8Array>;
}

/** Ends with the page. */
export async function openWorker(page: Page): Promise<WorkerInPage> {
  await page.goto(pathToFileURL(`${PLUGIN}/panel.html`).href);
  await page.evaluate(spawn, readFileSync(WORKER, 'utf8'));
  const call = async <T>(verb: string, ...given: unknown[]): Promise<T> =>
    valueOf(fromText(await page.evaluate(ask, { verb, given: toText(given) })) as Outcome<T>);
  return {
    start: (options) => call('start', Uint8Array.from(readFileSync(WASM)), options),
    load: (model, weights) => call('load', model, weights),
    testProviders: (model, weights) => call('testProviders', model, weights),
    estimateMatte: (fine, overview) => {
      const { width, height } = overview;
      return call('estimateMatte', { fine, overview, extent: { width, height } }, 'port');
    },
    renderMask: async (matteId, extent) => {
      const bounds = { left: 0, top: 0, ...extent };
      const rows = { extent, bounds, top: 0, height: extent.height };
      return (await call<{ pixels: Uint8Array }>('renderMaskStrip', matteId, rows)).pixels;
    },
  };
}

/** Bytes as base64 inside JSON: the browser's driver carries typed arrays number by number. */
function toText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Uint8Array ? { base64: Buffer.from(part).toString('base64') } : part,
  );
}

function fromText(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && 'base64' in part
      ? Uint8Array.from(Buffer.from(part.base64 as string, 'base64'))
      : part,
  );
}

function spawn(source: string): void {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  Object.assign(window, { offcutWorker: new Worker(url) });
}

/** One call in comlink's words. It runs in the page, so it may name nothing from around it. */
function ask({ verb, given }: { verb: string; given: string }): Promise<string> {
  const { offcutWorker: worker } = window as unknown as { readonly offcutWorker: Worker };
  const { port2 } = new MessageChannel();
  const ports: MessagePort[] = [];
  const id = crypto.randomUUID();
  const values = JSON.parse(given, (_key, part: unknown) => {
    if (part === 'port') return ports[ports.push(port2) - 1];
    if (typeof part !== 'object' || part === null || !('base64' in part)) return part;
    return Uint8Array.from(atob(part.base64 as string), (char) => char.charCodeAt(0));
  }) as unknown[];
  const argumentList = values.map((value) => ({ type: 'RAW', value }));
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: string; value: unknown }>) => {
      if (data.id !== id) return;
      const plain = JSON.stringify(data.value, (_key, part: unknown) =>
        part instanceof Uint8Array
          ? { base64: btoa(Array.from(part, (byte) => String.fromCharCode(byte)).join('')) }
          : (part ?? null),
      );
      resolve(plain);
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage({ id, type: 'APPLY', path: [verb], argumentList }, ports);
  });
}
