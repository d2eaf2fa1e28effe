import { coverageOf, estimateMatte, hasSubject, renderMaskStrip, type Network } from '../matting';
import { verifyWeights, type ModelDescriptor } from '../models';
import type { AlphaMatte } from '../raster';
import { invalidArgument } from '../support';
import type { Engine } from './engine';
import { chooseProvider } from './execution-provider';
import { createSession, startRuntime, type NetworkSession } from './ort';
import { sha256 } from './sha256';
import { takeTurns } from './take-turns';

interface LoadedNetwork {
  readonly model: ModelDescriptor;
  readonly session: NetworkSession;
}

/** The engine of this thread: calls block it while a network runs, so the page keeps it in a worker. */
export function createEngine(): Engine {
  const inTurn = takeTurns();
  const provider = chooseProvider();
  const networks = new Map<string, LoadedNetwork>();
  const mattes = new Map<number, AlphaMatte>();
  let threads = 0;
  let lastMatteId = 0;

  return {
    start: (wasm, options) =>
      inTurn(async () => {
        threads = await startRuntime(wasm, options.threads);
      }),
    load: (model, weights) =>
      inTurn(async () => {
        if (threads === 0) throw invalidArgument('the engine', 'a start before a load', threads);
        if (networks.has(model.id)) return;
        await verifyWeights(model, weights, sha256);
        networks.set(model.id, { model, session: await createSession(model, weights, provider) });
      }),
    isLoaded: (modelId) => networks.has(modelId),
    estimateMatte: (modelId, image) =>
      inTurn(async () => {
        const { network, readTimes } = timed(entryOf(networks, 'modelId', modelId));
        const matte = await estimateMatte(image, network);
        const run = { provider, threads, ...readTimes() };
        lastMatteId += 1;
        mattes.set(lastMatteId, matte);
        return {
          matteId: lastMatteId,
          coverage: coverageOf(matte),
          hasSubject: hasSubject(matte),
          run,
        };
      }),
    renderMaskStrip: (matteId, request) =>
      inTurn(() => {
        const pixels = renderMaskStrip(entryOf(mattes, 'matteId', matteId), request);
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

function entryOf<K, V>(entries: ReadonlyMap<K, V>, name: string, key: K): V {
  const entry = entries.get(key);
  if (entry === undefined) throw invalidArgument(name, 'one that is kept here', key);
  return entry;
}

/** The network with a stopwatch around its run: what lies before it is preparing, what lies after it is reading. */
function timed({ model, session }: LoadedNetwork) {
  const begun = performance.now();
  let ready = begun;
  let answered = begun;
  const network: Network = {
    input: model.input,
    output: model.output,
    run: async (tensor) => {
      ready = performance.now();
      const output = await session.run(tensor);
      answered = performance.now();
      return output;
    },
  };
  const readTimes = () => ({
    preprocessMs: ready - begun,
    inferenceMs: answered - ready,
    postprocessMs: performance.now() - answered,
  });
  return { network, readTimes };
}
