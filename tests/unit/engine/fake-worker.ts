import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expose } from 'comlink';
import type { WorkerPort } from '../../../src/engine/engine-worker';
import type { RemoteEngine } from '../../../src/engine/remote-engine';

/**
 * A worker's two ends without a thread: what the platform does with messages and transferred buffers is real, and ending
 * it or letting it die is a call.
 */
export class FakeWorker extends EventTarget implements WorkerPort {
  readonly #page: MessagePort;
  readonly #worker: MessagePort;
  isTerminated = false;
  readonly spawnedAt = performance.now();
  /** Sees every message to the worker; `lose` keeps it from arriving. */
  onPost: (message: unknown) => unknown = () => undefined;

  constructor(engine: RemoteEngine) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#worker = port2;
    port1.on('message', (data: unknown) =>
      this.dispatchEvent(new MessageEvent('message', { data })),
    );
    expose(engine, port2 as unknown as Parameters<typeof expose>[1]);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (this.onPost(message) === 'lose') return;
    this.#page.postMessage(message, transfer as Parameters<MessagePort['postMessage']>[1]);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#page.close();
    this.#worker.close();
  }

  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}
