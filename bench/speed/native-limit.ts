import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { startEngine, type ReadyEngine } from '../../src/cli/start-engine';
import { toInputTensor } from '../../src/matting/to-input-tensor';
import type { ModelDescriptor, NetworkQuality } from '../../src/models';
import { createRgbImage, type RgbImage } from '../../src/raster';
import { createPixelSource } from './pages/pixel-source';
import { extentOf } from './pictures';

/** A network's run by two runtimes, in milliseconds, each on one thread in this process. */
export interface NativeLimit {
  readonly quality: NetworkQuality;
  readonly modelId: string;
  /** onnxruntime-node with all its graph optimisations: what the processor could do. */
  readonly nativeMs: readonly number[];
  /** The runtime that ships, as the headless twin runs it. */
  readonly wasmMs: readonly number[];
}

interface LimitOptions {
  readonly projectFolder: string;
  /** Raw RGBA of the 1 megapixel picture. */
  readonly pixels: Uint8Array;
  readonly quality: NetworkQuality;
  readonly runs: number;
}

/** After one run of each that warms up, they take turns. */
export async function measureNativeLimit(options: LimitOptions): Promise<NativeLimit> {
  const { projectFolder, quality, runs } = options;
  const modelsFolder = path.join(projectFolder, 'models');
  const choice = { projectFolder, modelsFolder, quality, threads: 1 };
  const ready = await startEngine(choice);
  const model = ready.tier.fine;
  const overview = await overviewOf(options, model);
  const native = await createNative(path.join(projectFolder, model.path), model, overview);
  try {
    const times = { nativeMs: [] as number[], wasmMs: [] as number[] };
    for (let run = 0; run <= runs; run += 1) {
      const nativeMs = await native.run();
      const wasmMs = await runWasm(ready, overview);
      if (run === 0) continue;
      times.nativeMs.push(nativeMs);
      times.wasmMs.push(wasmMs);
    }
    return { quality, modelId: model.id, ...times };
  } finally {
    await native.release();
    await ready.engine.dispose();
  }
}

function overviewOf({ pixels }: LimitOptions, { input }: ModelDescriptor): Promise<RgbImage> {
  const extent = extentOf(1);
  const source = createPixelSource(createRgbImage(extent, 4, pixels));
  return source.read({ left: 0, top: 0, ...extent }, input);
}

async function createNative(file: string, { input, output }: ModelDescriptor, overview: RgbImage) {
  const session = await InferenceSession.create(await readFile(file), {
    ...{ intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
    graphOptimizationLevel: 'all',
  });
  const dims = [1, 3, input.height, input.width];
  const feed = new Tensor('float32', toInputTensor(overview, input), dims);
  return {
    run: async () => {
      const begun = performance.now();
      await session.run({ [input.name]: feed }, [output.name]);
      return performance.now() - begun;
    },
    release: () => session.release(),
  };
}

async function runWasm({ engine, tier }: ReadyEngine, overview: RgbImage): Promise<number> {
  const source = createPixelSource(overview);
  const { matteId, run } = await engine.estimateMatte({ fine: tier.fine.id, overview, source });
  await engine.releaseMatte(matteId);
  return run.inferenceMs;
}
