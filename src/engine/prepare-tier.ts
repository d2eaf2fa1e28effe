import { networksOf, type ModelDescriptor, type Tier } from '../models';
import { abortable, OffcutError } from '../support';
import type { AssetMemory } from './asset-memory';
import type { AssetOptions } from './engine';
import type { EngineWorker } from './engine-worker';
import { handOver } from './hand-over';

interface LoadOptions extends AssetOptions {
  readonly assets: AssetMemory;
}

/** Part of a network's progress that reading takes; the rest is making the session, which cannot be measured. */
const READING_SHARE = 0.9;

/**
 * Makes a tier's networks ready in `worker`, one after the other. Who asks while another loads the same network waits for
 * it and shares its fate. Progress is by the weights' length.
 * @throws model-missing, model-truncated, model-altered, session-failed, AbortError
 */
export async function prepareTier(
  worker: EngineWorker,
  tier: Tier,
  options: LoadOptions,
): Promise<void> {
  const networks = networksOf(tier);
  const all = networks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  for (const model of networks) {
    const onProgress = (fraction: number) =>
      options.onProgress?.((done + fraction * model.byteLength) / all);
    await prepareNetwork(worker, model, { ...options, onProgress });
    done += model.byteLength;
  }
}

async function prepareNetwork(
  worker: EngineWorker,
  model: ModelDescriptor,
  options: LoadOptions,
): Promise<void> {
  let own = undefined as Promise<void> | undefined;
  const loading = worker.models.get(model.id, () => {
    own = load(worker, model, options);
    return own;
  });
  // Who loads waits for the load itself: a failed one is then forgotten before its caller can try again.
  await (own ?? abortable(loading, options.signal));
  options.onProgress?.(1);
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
