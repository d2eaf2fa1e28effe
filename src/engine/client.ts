import type { ModelDescriptor } from '../models';
import { abortable, OffcutError, throwIfAborted } from '../support';
import { AssetMemory } from './asset-memory';
import type { AssetOptions, EngineClient, ReadAsset } from './engine';
import type { EngineWorker, WorkerPort } from './engine-worker';
import { handOver } from './hand-over';
import { createWorkerSupply } from './worker-supply';

export interface EngineClientOptions {
  readonly spawnWorker: () => WorkerPort;
  readonly readAsset: ReadAsset;
  /** A page of an opaque origin has no more than 1 to give. */
  readonly threads?: number;
  readonly wasmPath?: string;
  /** Pause between a worker's end and the next one's start. */
  readonly respawnDelayMs?: number;
}

const DEFAULTS = {
  threads: 1,
  wasmPath: 'wasm/ort-wasm-simd-threaded.wasm',
  respawnDelayMs: 1000,
};

/** Part of a preparation's progress that reading takes; the rest is making the session, which cannot be measured. */
const READING_SHARE = 0.9;

/** A matte, by its id in the worker that it lives and dies with. */
interface RemoteMatte {
  readonly worker: EngineWorker;
  readonly matteId: number;
}

/**
 * The page's engine, in a worker that is spawned on first use. Aborting `prepare` or `estimateMatte` while the worker is
 * busy with it ends the worker, and all its models and mattes with it; the next call spawns another. Aborting anything
 * else only lets go of it: reading stops, a strip is done in milliseconds. A worker that dies by itself is replaced in
 * the same way. Matte ids are the client's own, so that one of a dead worker never names another's matte.
 */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const assets = new AssetMemory(options.readAsset);
  const supply = createWorkerSupply({ ...DEFAULTS, ...options, assets });
  const mattes = new Map<number, RemoteMatte>();
  let lastMatteId = 0;

  const prepare = async (model: ModelDescriptor, given: AssetOptions): Promise<EngineWorker> => {
    const { signal, onProgress } = given;
    throwIfAborted(signal);
    const worker = await abortable(supply.get(), signal);
    let own = undefined as Promise<void> | undefined;
    const loading = worker.models.get(model.id, () => {
      own = load(worker, model, { ...given, assets });
      return own;
    });
    // Who loads waits for the load itself: a failed one is then forgotten before its caller can try again.
    await (own ?? abortable(loading, signal));
    onProgress?.(1);
    return worker;
  };

  return {
    prepare: async (model, given = {}) => {
      await prepare(model, given);
    },
    estimateMatte: async (model, image, signal) => {
      const worker = await prepare(model, { signal });
      const report = await worker.call((engine) => engine.estimateMatte(model.id, image), {
        ifLost: 'inference-failed',
        signal,
      });
      lastMatteId += 1;
      mattes.set(lastMatteId, { worker, matteId: report.matteId });
      return { ...report, matteId: lastMatteId };
    },
    renderMaskStrip: async (matteId, mask, signal) => {
      const { worker, matteId: remoteId } = liveMatte(mattes, matteId);
      const strip = worker.call((engine) => engine.renderMaskStrip(remoteId, mask), {
        ifLost: 'inference-failed',
      });
      return abortable(strip, signal);
    },
    releaseMatte: async (matteId) => {
      const matte = mattes.get(matteId);
      mattes.delete(matteId);
      if (!matte || matte.worker.hasEnded) return;
      await matte.worker.call((engine) => engine.releaseMatte(matte.matteId), {
        ifLost: 'inference-failed',
      });
    },
    dispose: () => supply.dispose(),
  };
}

function liveMatte(mattes: ReadonlyMap<number, RemoteMatte>, matteId: number): RemoteMatte {
  const matte = mattes.get(matteId);
  if (!matte || matte.worker.hasEnded)
    throw new OffcutError(
      'inference-failed',
      'The matte is gone: it was released or its worker ended',
      { context: { matteId } },
    );
  return matte;
}

interface LoadOptions extends AssetOptions {
  readonly assets: AssetMemory;
}

async function load(
  worker: EngineWorker,
  model: ModelDescriptor,
  options: LoadOptions,
): Promise<void> {
  const { assets, signal } = options;
  const weights = await abortable(readWeights(model, options), signal);
  try {
    await worker.call((engine) => engine.load(model, handOver(weights)), {
      ifLost: 'session-failed',
      signal,
    });
  } catch (error) {
    if (isDamage(error)) assets.forget(model.path);
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof OffcutError && ['model-truncated', 'model-altered'].includes(error.code);
}

/** The reader only knows files; that this one is a model makes it another error, with another next step. */
async function readWeights(
  { path: file }: ModelDescriptor,
  { assets, signal, onProgress }: LoadOptions,
): Promise<Uint8Array> {
  try {
    return await assets.read(file, {
      signal,
      onProgress: (fraction) => onProgress?.(fraction * READING_SHARE),
    });
  } catch (cause) {
    if (!(cause instanceof OffcutError && cause.code === 'asset-missing')) throw cause;
    throw new OffcutError('model-missing', cause.message, { context: { file }, cause });
  }
}
