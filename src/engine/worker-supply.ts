import { AbortError, OffcutError, PromiseCache } from '../support';
import type { AssetMemory } from './asset-memory';
import { EngineWorker, type WorkerPort } from './engine-worker';
import type { ProviderOptions } from './execution-provider';
import { handOver } from './hand-over';
import type { ProviderMemory } from './provider-memory';

export interface WorkerSupplyOptions {
  readonly spawnWorker: () => WorkerPort;
  readonly assets: AssetMemory;
  readonly providers: ProviderMemory;
  readonly threads: number;
  readonly wasmPath: string;
  readonly respawnDelayMs: number;
  /** Told of every worker's end, also of one that never started. */
  readonly onEnd: () => void;
}

/** One living worker at most, spawned and started when it is asked for. */
export interface WorkerSupply {
  /** @throws engine-start-failed, AbortError once disposed of, or whatever the asset reader throws. */
  get(): Promise<EngineWorker>;
  readonly isAlive: boolean;
  /** Ends the living worker; what it was asked is rejected with these words. */
  end(reason: string): void;
  dispose(): void;
}

/**
 * The browser frees a terminated worker's memory in its own time: it was seen to keep a core busy for two seconds. So the
 * next one waits, lest two heaps of a gigabyte coexist.
 */
export function createWorkerSupply(options: WorkerSupplyOptions): WorkerSupply {
  const { spawnWorker, assets, providers, wasmPath, respawnDelayMs } = options;
  const started = new PromiseCache<'worker', EngineWorker>();
  let worker: EngineWorker | undefined;
  let notBefore = 0;
  let isDisposed = false;

  const onEnd = (): void => {
    worker = undefined;
    started.clear();
    notBefore = performance.now() + respawnDelayMs;
    options.onEnd();
  };
  const start = async (): Promise<EngineWorker> => {
    const [wasm, wanted] = await Promise.all([
      assets.read(wasmPath),
      providers.startOptions(),
      delay(notBefore - performance.now()),
    ]);
    if (isDisposed) throw new AbortError();
    worker = new EngineWorker(spawn(spawnWorker), onEnd);
    return startRuntime(worker, wasm, { ...options, wanted });
  };
  return {
    get: () => (isDisposed ? Promise.reject(new AbortError()) : started.get('worker', start)),
    get isAlive() {
      return worker !== undefined;
    },
    end: (reason) => worker?.end(reason),
    dispose: () => {
      isDisposed = true;
      worker?.end(new AbortError());
    },
  };
}

async function startRuntime(
  worker: EngineWorker,
  wasm: Uint8Array,
  options: WorkerSupplyOptions & { readonly wanted: ProviderOptions },
): Promise<EngineWorker> {
  const { assets, providers, wasmPath } = options;
  const wanted = { ...options.wanted, threads: options.threads };
  try {
    worker.runtime = await worker.call((engine) => engine.start(handOver(wasm), wanted), {
      ifLost: 'engine-start-failed',
    });
    providers.learn(worker.runtime);
    return worker;
  } catch (error) {
    // Whatever the reason: nobody else would end it, and the file may be mended before the next try.
    worker.end('The runtime did not start');
    assets.forget(wasmPath);
    throw error;
  }
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
