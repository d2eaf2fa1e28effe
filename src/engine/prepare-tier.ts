import { networksOf, type ModelDescriptor, type Tier } from '../models';
import { abortable, OffcutError } from '../support';
import type { AssetMemory } from './asset-memory';
import type { AssetOptions } from './engine';
import { handOver } from './hand-over';
import type { Lane } from './lane';

interface TierOptions extends AssetOptions {
  readonly assets: AssetMemory;
}

interface LoadOptions extends TierOptions {
  /** The network before, which the worker is to make first. */
  readonly after: Promise<unknown>;
}

/** Part of a network's progress that reading takes; the rest is making the session, which cannot be measured. */
const READING_SHARE = 0.9;

/**
 * Makes a tier's networks ready in the lane's worker. Their weights are read while the worker starts and while it makes
 * the session before; sessions are made one after the other. Who asks while another loads the same network waits for it
 * and shares its fate. Progress is by the weights' length, over all networks.
 * @throws engine-start-failed, model-missing, model-truncated, model-altered, session-failed, provider-failed, AbortError
 */
export async function prepareTier(lane: Lane, tier: Tier, options: TierOptions): Promise<void> {
  const networks = networksOf(tier);
  const starting = abortable(lane.worker(), options.signal);
  const onProgress = inShares(networks, options);
  let after: Promise<unknown> = Promise.resolve();
  const ready = networks.map((model, index) => {
    const own = { ...options, after, onProgress: onProgress(index) };
    const preparing = prepareNetwork(lane, model, own);
    after = preparing;
    return preparing;
  });
  lane.preparing += 1;
  try {
    // All have ended before the caller can try again: what one has failed for, it must not hear of from another.
    await Promise.allSettled([starting, ...ready]);
    await Promise.all(ready);
  } finally {
    lane.preparing -= 1;
  }
}

/** The sum over all networks, each weighted by its length, whichever of them goes on. */
function inShares(networks: readonly ModelDescriptor[], { onProgress }: AssetOptions) {
  const all = networks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const done = networks.map(() => 0);
  return (index: number) => (fraction: number) => {
    done[index] = Math.max(done[index] ?? 0, fraction * (networks[index]?.byteLength ?? 0));
    onProgress?.(done.reduce((sum, bytes) => sum + bytes, 0) / all);
  };
}

async function prepareNetwork(
  lane: Lane,
  model: ModelDescriptor,
  options: LoadOptions,
): Promise<void> {
  const listeners = lane.listenersTo(model.id);
  const hear = (fraction: number) => options.onProgress?.(fraction);
  const onProgress = (fraction: number) => listeners.forEach((listener) => listener(fraction));
  let own = undefined as Promise<void> | undefined;
  listeners.add(hear);
  try {
    const begin = () => (own = load(lane, model, { ...options, onProgress }));
    const loading = lane.models.get(model.id, begin);
    // Who loads waits for the load itself: a failed one is then forgotten before its caller can try again.
    await (own ?? abortable(loading, options.signal));
    hear(1);
  } finally {
    listeners.delete(hear);
  }
}

async function load(lane: Lane, model: ModelDescriptor, options: LoadOptions): Promise<void> {
  const { assets, signal, after } = options;
  const starting = lane.worker();
  const reading = readWeights(model, options);
  const [weights] = await abortable(Promise.all([reading, starting, after]), signal);
  try {
    // A worker that has ended meanwhile has been replaced.
    const worker = await abortable(lane.worker(), signal);
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
export async function readWeights(
  { path: file }: ModelDescriptor,
  { assets, signal, onProgress }: TierOptions,
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
