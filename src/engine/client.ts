import type { Tier } from '../models';
import { abortable, OffcutError, throwIfAborted, type CancelSignal } from '../support';
import { AssetMemory } from './asset-memory';
import type { AssetOptions, EngineClient, MatteReport, ReadAsset, VerdictStore } from './engine';
import type { WorkerPort } from './engine-worker';
import type { ProviderChoice } from './execution-provider';
import { createIdleWatch } from './idle-watch';
import type { Lane } from './lane';
import { onCpuInstead, rising } from './on-cpu-instead';
import {
  estimateColoursIn,
  estimateIn,
  refineIn,
  renderColourStripIn,
  type EstimateCall,
  type RemoteMatte,
} from './picture-calls';
import { prepareTier } from './prepare-tier';
import { ProviderMemory } from './provider-memory';
import { testComputerIn } from './test-computer';
import { WorkerPool } from './worker-pool';

export interface EngineClientOptions {
  readonly spawnWorker: () => WorkerPort;
  readonly readAsset: ReadAsset;
  /** A page of an opaque origin has no more than 1 to give. */
  readonly threads?: number;
  readonly wasmPath?: string;
  /** Pause between a worker's end and the next one's start. */
  readonly respawnDelayMs?: number;
  /** The CPU unless given. */
  readonly provider?: ProviderChoice;
  /** Where to keep what is learnt about GPU drivers; it is forgotten with the page unless given. */
  readonly verdicts?: VerdictStore;
  /** What the computer has (`navigator.hardwareConcurrency`); 1 unless given. See `lanesFor`. */
  readonly cores?: number | undefined;
  /** What the browser says the computer has (`navigator.deviceMemory`: 8 at most); unknown unless given. */
  readonly memoryGb?: number | undefined;
  /**
   * Bytes of the runtime's memory from which on a worker is replaced once it keeps no matte. It only grows; raised, more
   * removals share one worker and more memory stays taken. 1.5 GB unless given.
   */
  readonly recycleAboveBytes?: number;
}

const DEFAULTS = {
  threads: 1,
  wasmPath: 'wasm/ort-wasm-simd-threaded.wasm',
  respawnDelayMs: 1000,
  recycleAboveBytes: 1.5e9,
};
const UNLOAD_AFTER_MS = 5 * 60_000;

/**
 * The page's engine, in workers that are spawned on first use, one for each estimate that is under way or whose matte is
 * kept, up to `lanes`. Aborting `prepare` or `estimateMatte` while a worker is busy with it ends that worker, and all its
 * models and mattes with it; the next call spawns another. Aborting anything else only lets go of it: reading stops, a
 * strip is done in milliseconds, a refinement ends at its next tile. A worker that dies by itself is replaced in the same
 * way. Matte ids are the client's own, so that one of a dead worker never names another's matte.
 */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const parts = createParts({ ...DEFAULTS, ...options });
  const { pool, watch, mattes } = parts;
  const withMatte = <T>(
    matteId: number,
    signal: CancelSignal | undefined,
    use: (matte: RemoteMatte) => Promise<T>,
  ): Promise<T> =>
    watch.during(async () => {
      throwIfAborted(signal);
      return abortable(use(liveMatte(mattes, matteId)), signal);
    });
  return {
    prepare: (tier, given = {}) => watch.during(() => prepare(parts, tier, given)),
    estimateMatte: (tier, request, signal) =>
      watch.during(() => estimate(parts, tier, { ...request, signal })),
    refineMatte: (matteId, request, signal) =>
      withMatte(matteId, signal, (matte) => refineIn(matte, { ...request, signal })),
    renderMaskStrip: (matteId, mask, signal) =>
      withMatte(matteId, undefined, ({ worker, matteId: remoteId }) => {
        const strip = worker.call((engine) => engine.renderMaskStrip(remoteId, mask), {
          ifLost: 'inference-failed',
        });
        return abortable(strip, signal);
      }),
    estimateColours: (matteId, request, signal) =>
      withMatte(matteId, signal, (matte) => estimateColoursIn(matte, { ...request, signal })),
    renderColourStrip: (matteId, request, signal) =>
      withMatte(matteId, signal, (matte) => renderColourStripIn(matte, { ...request, signal })),
    releaseMatte: (matteId) => watch.during(() => release(parts, matteId)),
    get lanes() {
      return pool.size;
    },
    hold: (work) => watch.during(work).finally(() => pool.endIdle('The batch is over', 1)),
    unloadAfter: (ms) => watch.setDelay(ms),
    testComputer: (tier, given = {}) => watch.during(() => testComputer(parts, tier, given)),
    dispose: () => {
      watch.dispose();
      pool.dispose();
    },
  };
}

/** What the client's verbs share. */
function createParts(options: EngineClientOptions & typeof DEFAULTS) {
  const { provider = 'wasm', verdicts, cores = 1, memoryGb, recycleAboveBytes } = options;
  const assets = new AssetMemory(options.readAsset);
  const providers = new ProviderMemory(provider, verdicts);
  const pool = new WorkerPool({ ...options, assets, providers, cores, memoryGb });
  // The files stay: as blobs they take little of the page's memory, and reading them again would cost the next start.
  const watch = createIdleWatch(
    () => pool.endIdle('Nobody has used it for a while'),
    UNLOAD_AFTER_MS,
  );
  const mattes = new Map<number, RemoteMatte & { readonly lane: Lane }>();
  return { assets, providers, pool, watch, mattes, recycleAboveBytes, ids: { last: 0 } };
}

type Parts = ReturnType<typeof createParts>;

async function prepare({ assets, providers, pool }: Parts, tier: Tier, given: AssetOptions) {
  const { signal } = given;
  throwIfAborted(signal);
  const lane = pool.next();
  const onProgress = rising(given.onProgress);
  await onCpuInstead(
    { lane, providers },
    () => prepareTier(lane, tier, { signal, onProgress, assets }),
    signal,
  );
}

async function estimate(parts: Parts, tier: Tier, request: EstimateCall): Promise<MatteReport> {
  const { assets, providers, pool, mattes, ids } = parts;
  const { signal } = request;
  throwIfAborted(signal);
  const lane = pool.next();
  const onProgress = rising(request.onProgress);
  const attempt = async () => {
    await prepareTier(lane, tier, { signal, assets });
    const worker = await abortable(lane.worker(), signal);
    return { worker, report: await estimateIn(worker, tier, { ...request, onProgress }) };
  };
  lane.running += 1;
  try {
    const { worker, report } = await onCpuInstead({ lane, providers }, attempt, signal);
    const { run } = report;
    providers.learn(run);
    lane.wasmBytes = run.wasmBytes;
    const matteId = ++ids.last;
    lane.mattes.add(matteId);
    mattes.set(matteId, { lane, worker, matteId: report.matteId });
    return { ...report, matteId, run: providers.complete(run) };
  } finally {
    lane.running -= 1;
  }
}

/** The worker has less to do from now on, though it may hear of it later. */
async function release({ mattes, recycleAboveBytes }: Parts, matteId: number): Promise<void> {
  const matte = mattes.get(matteId);
  mattes.delete(matteId);
  if (!matte || matte.worker.hasEnded) return;
  const { lane, worker } = matte;
  lane.mattes.delete(matteId);
  if (lane.isQuiet && lane.wasmBytes > recycleAboveBytes) {
    lane.end('It has grown too large');
    return;
  }
  await worker.call((engine) => engine.releaseMatte(matte.matteId), { ifLost: 'inference-failed' });
}

/** In a worker of its own, and the next use starts another one with what was found. */
async function testComputer(parts: Parts, tier: Tier, given: AssetOptions) {
  const { assets, providers, pool } = parts;
  throwIfAborted(given.signal);
  pool.endIdle('The computer is to be tested');
  const lane = pool.next();
  lane.running += 1;
  try {
    return await providers.forgetDuring(() =>
      testComputerIn(lane, tier, { ...given, assets, providers }),
    );
  } finally {
    lane.running -= 1;
    pool.endIdle('The computer was tested');
  }
}

function liveMatte(mattes: Parts['mattes'], matteId: number): RemoteMatte {
  const matte = mattes.get(matteId);
  if (!matte || matte.worker.hasEnded)
    throw new OffcutError(
      'inference-failed',
      'The matte is gone: it was released or its worker ended',
      { context: { matteId } },
    );
  return matte;
}
