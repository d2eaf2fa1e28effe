import {
  coverageOf,
  estimateCoarse,
  hasSubject,
  NO_EDGE_CONTROLS,
  refineBand,
  renderAdjustedStrip,
  renderMaskStrip,
  renderRefinedStrip,
  type MaskStripRequest,
  type RefinedMatte,
} from '../matting';
import { verifyWeights } from '../models';
import type { AlphaMatte } from '../raster';
import { invalidArgument } from '../support';
import type { Engine, EstimateRequest, MaskRequest, RefinementRequest } from './engine';
import { createSession, runtimeBytes, startRuntime } from './ort';
import { reportIslands } from './report-islands';
import { createSight, type LoadedNetwork, type LoadedTier } from './see-picture';
import { sha256 } from './sha256';
import { takeTurns } from './take-turns';

/** A matte as it came from the networks, and refined where a refinement has changed it. */
interface KeptMatte {
  readonly coarse: AlphaMatte;
  readonly refined?: RefinedMatte;
}

/** The engine of this thread: calls block it while a network runs, so the page keeps it in a worker. */
export function createEngine(): Engine {
  const inTurn = takeTurns();
  const provider = 'wasm' as const;
  const networks = new Map<string, LoadedNetwork>();
  const mattes = new Map<number, KeptMatte>();
  let threads = 0;
  let lastMatteId = 0;

  return {
    start: (wasm, options) =>
      inTurn(async () => {
        threads = await startRuntime(wasm, options.threads);
        return { provider, threads };
      }),
    load: (model, weights) =>
      inTurn(async () => {
        if (threads === 0) throw invalidArgument('the engine', 'a start before a load', threads);
        if (networks.has(model.id)) return;
        await verifyWeights(model, weights, sha256);
        networks.set(model.id, { model, session: await createSession(model, weights) });
      }),
    isLoaded: (modelId) => networks.has(modelId),
    testProviders: () => Promise.resolve([]),
    estimateMatte: (request) =>
      inTurn(async () => {
        const { coarse, ...report } = await estimate(request, tierOf(networks, request));
        lastMatteId += 1;
        mattes.set(lastMatteId, { coarse });
        return {
          matteId: lastMatteId,
          ...report,
          run: { provider, threads, wasmBytes: runtimeBytes(), ...report.run },
        };
      }),
    refineMatte: (matteId, request) =>
      inTurn(async () => {
        const begun = performance.now();
        const { coarse } = entryOf(mattes, 'matteId', matteId);
        const refined = await refine(coarse, request);
        const tiles = refined.tiles.length;
        mattes.set(matteId, tiles === 0 ? { coarse } : { coarse, refined });
        return { refineMs: performance.now() - begun, tiles };
      }),
    renderMaskStrip: (matteId, request) =>
      inTurn(() => {
        const pixels = renderAdjusted(entryOf(mattes, 'matteId', matteId), request);
        return { top: request.top, height: request.height, pixels };
      }),
    releaseMatte: (matteId) => inTurn(() => void mattes.delete(matteId)),
    dispose: () =>
      inTurn(async () => {
        mattes.clear();
        const sessions = [...networks.values()].map(({ session }) => session);
        networks.clear();
        await Promise.all(sessions.map((session) => session.release()));
      }),
  };
}

function tierOf(
  networks: ReadonlyMap<string, LoadedNetwork>,
  request: Pick<EstimateRequest, 'fine' | 'steady'>,
): LoadedTier {
  const fine = entryOf(networks, 'fine', request.fine);
  return request.steady === undefined
    ? { fine }
    : { fine, steady: entryOf(networks, 'steady', request.steady) };
}

function entryOf<K, V>(entries: ReadonlyMap<K, V>, name: string, key: K): V {
  const entry = entries.get(key);
  if (entry === undefined) throw invalidArgument(name, 'one that is kept here', key);
  return entry;
}

async function estimate(request: EstimateRequest, tier: LoadedTier) {
  const { see, report } = createSight(tier, request);
  const { extent } = request.source;
  const { matte, uncertainty, repairedPixels, islands } = await estimateCoarse(see, {
    extent,
    overview: request.overview,
    hasSteady: tier.steady !== undefined,
    islands: request.islands,
    solidInterior: request.solidInterior,
    onProgress: (fraction) => request.onProgress?.(fraction),
  });
  return {
    coarse: matte,
    coverage: coverageOf(matte),
    hasSubject: hasSubject(matte),
    uncertainty: uncertainty.score,
    repairedPixels,
    islands: reportIslands(islands, matte, extent),
    run: report(),
  };
}

/** In source pixels. Larger than the kernel's own choice, because each read is a message to the host and back. */
const TILE_SIDE = 1024;

async function refine(
  coarse: AlphaMatte,
  { source, onProgress }: RefinementRequest,
): Promise<RefinedMatte> {
  return refineBand({
    coarse,
    extent: source.extent,
    readTile: (bounds) => source.read(bounds, bounds),
    options: { tileSide: TILE_SIDE },
    onProgress: (fraction) => onProgress?.(fraction),
  });
}

function renderAdjusted(kept: KeptMatte, { edges, ...request }: MaskRequest): Uint8Array {
  return renderAdjustedStrip(
    (rows) => render(kept, { ...request, ...rows }),
    request,
    edges ?? NO_EDGE_CONTROLS,
  );
}

function render({ coarse, refined }: KeptMatte, request: MaskStripRequest): Uint8Array {
  return refined ? renderRefinedStrip(refined, request) : renderMaskStrip(coarse, request);
}
