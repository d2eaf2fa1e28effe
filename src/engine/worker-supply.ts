import { AbortError, OffcutError, PromiseCache } from '../support';
import type { AssetMemory } from './asset-memory';
import { EngineWorker, type WorkerPort } from './engine-worker';
import { handOver } from './hand-over';

export interface WorkerSupplyOptions {
  readonly spawnWorker: () => WorkerPort;
  readonly assets: AssetMemory;
  readonly threads: number;
  readonly wasmPath: string;
  readonly respawnDelayMs: number;
}

/** One living worker at most, spawned and started when it is asked for. */
export interface WorkerSupply {
  /** @throws engine-start-failed, AbortError once disposed of, or whatever the asset reader throws. */
  get(): Promise<EngineWorker>;
  dispose(): void;
}

/**
 * The browser frees a terminated worker's memory in its own time: it was seen to keep a core busy for two seconds. So the
 * next one waits, lest two heaps of a gigabyte coexist.
 */
export function createWorkerSupply(options: WorkerSupplyOptions): WorkerSupply {
  const { spawnWorker, assets, threads, wasmPath, respawnDelayMs } = options;
  const started = new PromiseCache<'worker', EngineWorker>();
  let worker: EngineWorker | undefined;
  let notBefore = 0;
  let isDisposed = false;

  const onEnd = (): void => {
    started.clear();
    notBefore = performance.now() + respawnDelayMs;
  };
  const start = async (): Promise<EngineWorker> => {
    const [wasm] = await Promise.all([assets.read(wasmPath), delay(notBefore - performance.now())]);
    if (isDisposed) throw new AbortError();
    const spawned = new EngineWorker(spawn(spawnWorker), onEnd);
    worker = spawned;
    try {
      await spawned.call((engine) => engine.start(handOver(wasm), { threads }), {
        ifLost: 'engine-start-failed',
      });
      return spawned;
    } catch (error) {
      // Whatever the reason: nobody else would end it, and the file may be mended before the next try.
      spawned.end('The runtime did not start');
      assets.forget(wasmPath);
      throw error;
    }
  };
  return {
    get: () => (isDisposed ? Promise.reject(new AbortError()) : started.get('worker', start)),
    dispose: () => {
      isDisposed = true;
      worker?.end(new AbortError());
    },
  };
}

/** Hosts differ in whether a refused worker throws here or reports an error later. */
function spawn(spawnWorker: () => WorkerPort): WorkerPort {
  try {
    return spawnWorker();
  } catch (cause) {
    throw new OffcutError('engine-start-failed', `The worker did not start: ${String(cause)}`, {
      cause,
    });
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
