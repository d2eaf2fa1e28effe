import type { Tier } from '../models';
import { abortable, OffcutError, throwIfAborted, type CancelSignal } from '../support';
import { AssetMemory } from './asset-memory';
import type {
  AssetOptions,
  EngineClient,
  EstimateRequest,
  MatteReport,
  ReadAsset,
  RefinementReport,
  RefinementRequest,
  VerdictStore,
} from './engine';
import type { ProviderChoice } from './execution-provider';
import type { EngineWorker, WorkerPort } from './engine-worker';
import { withPicturePort } from './picture-port';
import { prepareTier } from './prepare-tier';
import { createWorkerSupply } from './worker-supply';

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
}

const DEFAULTS = {
  threads: 1,
  wasmPath: 'wasm/ort-wasm-simd-threaded.wasm',
  respawnDelayMs: 1000,
};

/** A matte, by its id in the worker that it lives and dies with. */
interface RemoteMatte {
  readonly worker: EngineWorker;
  readonly matteId: number;
}

/**
 * The page's engine, in a worker that is spawned on first use. Aborting `prepare` or `estimateMatte` while the worker is
 * busy with it ends the worker, and all its models and mattes with it; the next call spawns another. Aborting anything
 * else only lets go of it: reading stops, a strip is done in milliseconds, a refinement ends at its next tile. A worker
 * that dies by itself is replaced in the same way. Matte ids are the client's own, so that one of a dead worker never
 * names another's matte.
 */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const assets = new AssetMemory(options.readAsset);
  const supply = createWorkerSupply({ ...DEFAULTS, ...options, assets });
  const mattes = new Map<number, RemoteMatte>();
  let lastMatteId = 0;

  const prepare = async (tier: Tier, given: AssetOptions): Promise<EngineWorker> => {
    throwIfAborted(given.signal);
    const worker = await abortable(supply.get(), given.signal);
    await prepareTier(worker, tier, { ...given, assets });
    return worker;
  };

  return {
    prepare: async (tier, given = {}) => {
      await prepare(tier, given);
    },
    estimateMatte: async (tier, request, signal) => {
      const worker = await prepare(tier, { signal });
      const report = await estimate(worker, idsOf(tier), { ...request, signal });
      lastMatteId += 1;
      mattes.set(lastMatteId, { worker, matteId: report.matteId });
      return { ...report, matteId: lastMatteId };
    },
    refineMatte: async (matteId, request, signal) => {
      throwIfAborted(signal);
      return abortable(refine(liveMatte(mattes, matteId), { ...request, signal }), signal);
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
    lanes: 1,
    hold: (work) => work(),
    unloadAfter: () => undefined,
    testComputer: () => Promise.resolve({ tests: [], winner: 'wasm' }),
    dispose: () => supply.dispose(),
  };
}

interface Cancellable {
  readonly signal: CancelSignal | undefined;
}

function idsOf({ fine, steady }: Tier): Pick<EstimateRequest, 'fine' | 'steady'> {
  return { fine: fine.id, ...(steady && { steady: steady.id }) };
}

/** Aborting ends the worker: nothing less stops a network in mid-run. */
function estimate(
  worker: EngineWorker,
  networks: Pick<EstimateRequest, 'fine' | 'steady'>,
  { signal, ...request }: Omit<EstimateRequest, 'fine' | 'steady'> & Cancellable,
): Promise<MatteReport> {
  const { overview, source, islands, solidInterior } = request;
  const plain = { ...networks, overview, extent: source.extent, islands, solidInterior };
  return withPicturePort(
    request,
    (port) =>
      worker.call((engine) => engine.estimateMatte(plain, port), {
        ifLost: 'inference-failed',
        signal,
      }),
    signal,
  );
}

/** Aborting makes the next read reject, which ends the refinement; the picture is answered for until it has. */
function refine(
  { worker, matteId }: RemoteMatte,
  { signal, ...request }: RefinementRequest & Cancellable,
): Promise<RefinementReport> {
  const plain = { matteId, extent: request.source.extent };
  return withPicturePort(
    request,
    (port) =>
      worker.call((engine) => engine.refineMatte(plain, port), { ifLost: 'inference-failed' }),
    signal,
  );
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
