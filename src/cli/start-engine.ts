import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { createEngine, type Engine, type ProviderChoice } from '../engine';
import {
  networksOf,
  parseRegistry,
  tierFor,
  type ModelRegistry,
  type Quality,
  type Tier,
} from '../models';
import { OffcutError } from '../support';

/** An engine with a tier's networks, ready to run. */
export interface ReadyEngine {
  readonly engine: Engine;
  readonly tier: Tier;
}

export interface EngineChoice {
  /** Folder that holds registry.json and the weights. */
  readonly modelsFolder: string;
  /** Folder that holds node_modules. */
  readonly projectFolder: string;
  readonly quality: Quality;
  /** The CPU unless given. */
  readonly provider?: ProviderChoice;
  readonly threads?: number;
}

/**
 * Starts the runtime in this process and loads the networks of that quality. The caller disposes of the engine.
 * @throws registry-invalid, model-unknown, model-missing, model-truncated, model-altered, asset-missing,
 * engine-start-failed, session-failed
 */
export async function startEngine(choice: EngineChoice): Promise<ReadyEngine> {
  const tier = tierFor(await readRegistry(choice.modelsFolder), choice.quality);
  const wasm = await readWasm(choice.projectFolder);
  const engine = createEngine();
  try {
    await engine.start(wasm, {
      threads: choice.threads ?? usefulThreads(),
      provider: choice.provider ?? 'wasm',
      verdicts: [],
    });
    for (const model of networksOf(tier))
      await engine.load(
        model,
        await readModelFile(join(choice.modelsFolder, basename(model.path))),
      );
  } catch (error) {
    await engine.dispose();
    throw error;
  }
  return { engine, tier };
}

/** The runtime's own ceiling; we have measured no machine with more cores (docs/headless.md). */
const MOST_USEFUL_THREADS = 4;

function usefulThreads(): number {
  return Math.min(availableParallelism(), MOST_USEFUL_THREADS);
}

async function readRegistry(folder: string): Promise<ModelRegistry> {
  const bytes = await readModelFile(join(folder, 'registry.json'));
  return parseRegistry(parseJson(bytes));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new OffcutError('registry-invalid', String(error), { cause: error });
  }
}

async function readModelFile(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw missing('model-missing', path, cause);
  });
}

async function readWasm(projectFolder: string): Promise<Uint8Array> {
  const path = join(
    projectFolder,
    'node_modules/onnxruntime-web/dist',
    'ort-wasm-simd-threaded.wasm',
  );
  return readFile(path).catch((cause: unknown) => {
    throw missing('asset-missing', path, cause);
  });
}

function missing(
  code: 'model-missing' | 'asset-missing',
  path: string,
  cause: unknown,
): OffcutError {
  return new OffcutError(code, String(cause), { context: { file: basename(path) }, cause });
}
