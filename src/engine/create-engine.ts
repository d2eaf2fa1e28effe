import {
  coverageOf,
  estimateCoarse,
  hasSubject,
  NO_EDGE_CONTROLS,
  refineBand,
  renderAdjustedStrip,
  type RefinedMatte,
} from '../matting';
import type { AlphaMatte } from '../raster';
import { createGate, invalidArgument } from '../support';
import { estimateColours, renderColourRows } from './clean-colours';
import type { Engine, EstimateRequest, MaskRequest, RefinementRequest } from './engine';
import { renderKept, type KeptMatte } from './kept-matte';
import { Networks } from './networks';
import { runtimeBytes } from './ort';
import { reportIslands } from './report-islands';
import { runsReduced } from './network-inputs';
import { createSight, type LoadedTier } from './see-picture';

/** The engine of this thread: calls block it while a network runs, so the page keeps it in a worker. */
export function createEngine(): Engine {
  const turns = createGate(() => 1);
  const networks = new Networks();
  const mattes = new Map<number, KeptMatte>();
  let lastMatteId = 0;

  return {
    start: (wasm, options) => turns.hold(() => networks.start(wasm, options)),
    load: (model, weights) => turns.hold(() => networks.load(model, weights)),
    isLoaded: (modelId) => networks.get(modelId) !== undefined,
    testProviders: (model, weights) => turns.hold(() => networks.test(model, weights)),
    estimateMatte: (request) =>
      turns.hold(async () => {
        const { coarse, run, ...report } = await estimate(request, tierOf(networks, request));
        lastMatteId += 1;
        mattes.set(lastMatteId, { coarse });
        return {
          matteId: lastMatteId,
          ...report,
          run: { ...networks.report(), wasmBytes: runtimeBytes(), ...run },
        };
      }),
    refineMatte: (matteId, request) =>
      turns.hold(async () => {
        const begun = performance.now();
        const { coarse } = kept(mattes.get(matteId), 'matteId', matteId);
        const refined = await refine(coarse, request);
        const tiles = refined.tiles.length;
        mattes.set(matteId, tiles === 0 ? { coarse } : { coarse, refined });
        return { refineMs: performance.now() - begun, tiles };
      }),
    renderMaskStrip: (matteId, request) =>
      turns.hold(() => {
        const pixels = renderAdjusted(kept(mattes.get(matteId), 'matteId', matteId), request);
        return { top: request.top, height: request.height, pixels };
      }),
    estimateColours: (matteId, request) =>
      turns.hold(async () => {
        const matte = kept(mattes.get(matteId), 'matteId', matteId);
        mattes.set(matteId, { ...matte, colours: await estimateColours(matte, request) });
      }),
    renderColourStrip: (matteId, { source, top, height }) =>
      turns.hold(async () => {
        const matte = kept(mattes.get(matteId), 'matteId', matteId);
        return { top, height, pixels: await renderColourRows(matte, source, { top, height }) };
      }),
    releaseMatte: (matteId) => turns.hold(() => void mattes.delete(matteId)),
    dispose: () =>
      turns.hold(async () => {
        mattes.clear();
        await networks.dispose();
      }),
  };
}

function tierOf(networks: Networks, request: Pick<EstimateRequest, 'fine' | 'steady'>): LoadedTier {
  const named = (role: 'fine' | 'steady', id: string) => kept(networks.get(id), role, id);
  const fine = named('fine', request.fine);
  return request.steady === undefined
    ? { fine }
    : { fine, steady: named('steady', request.steady) };
}

function kept<T>(entry: T | undefined, name: string, key: string | number): T {
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
    canReduce: runsReduced(tier.fine.model.input),
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

function renderAdjusted(matte: KeptMatte, { edges, ...request }: MaskRequest): Uint8Array {
  return renderAdjustedStrip(
    (rows) => renderKept(matte, { ...request, ...rows }),
    request,
    edges ?? NO_EDGE_CONTROLS,
  );
}
