import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import type { NetworkOutput } from '../matting';
import type { ModelDescriptor } from '../models';
import type { Extent } from '../raster';
import { OffcutError } from '../support';
import { IDENTITY_NETWORK } from './identity-network';
import { bytesOf, catchMemory } from './runtime-memory';

/**
 * The only file that knows ONNX Runtime. It names the package and not one of its builds: the page's bundle takes the
 * wasm build with its glue code inside (no second file may be fetched there), Node takes the build that can start
 * threads of its own.
 */

/** A network in the runtime's memory. */
export interface NetworkSession {
  /** float32 in (1×3×H×W, of the descriptor's input unless an extent is given), float32 out. @throws inference-failed, unexpected-output */
  run(values: Float32Array, extent?: Extent): Promise<NetworkOutput>;
  release(): Promise<void>;
}

/**
 * Starts the runtime and runs the smallest of networks in it, so that what the host refuses shows here and not in the
 * middle of a job. ONNX Runtime starts once in a process or worker, or never: the first call decides, later ones get its
 * outcome. Resolves to the number of threads, which is 1 where the host has no shared memory to give. Takes ownership of
 * `wasm` and lets go of it.
 * @throws engine-start-failed
 */
export function startRuntime(wasm: Uint8Array, threads: number): Promise<number> {
  return (started ??= start(wasm, threads));
}

let started: Promise<number> | undefined;
let memory: WebAssembly.Memory | undefined;

/** The runtime's memory in bytes; 0 before it has started. */
export function runtimeBytes(): number {
  return memory ? bytesOf(memory) : 0;
}

/** For what depends on it: a driver is judged together with the runtime that uses it. */
export function runtimeVersion(): string {
  return env.versions.web ?? env.versions.common;
}

async function start(wasm: Uint8Array, threads: number): Promise<number> {
  Object.assign(env.wasm, { wasmBinary: wasm, numThreads: threads, proxy: false });
  try {
    const { value: session, memory: made } = await catchMemory(() =>
      InferenceSession.create(IDENTITY_NETWORK, optionsFor()),
    );
    memory = made;
    await session.release();
    return env.wasm.numThreads ?? 1;
  } catch (cause) {
    throw new OffcutError('engine-start-failed', `The runtime did not start: ${String(cause)}`, {
      cause,
    });
  } finally {
    delete env.wasm.wasmBinary;
  }
}

/**
 * On `device`, or on the CPU where there is none. Copies `weights` into the runtime's memory and keeps no reference to
 * them. @throws session-failed
 */
export async function createSession(
  model: ModelDescriptor,
  weights: Uint8Array,
  device?: GPUDevice,
): Promise<NetworkSession> {
  const provider = device ? 'webgpu' : 'wasm';
  const context = { modelId: model.id, file: model.path, provider };
  try {
    const session = await InferenceSession.create(weights, optionsFor(device));
    return {
      run: (values, extent = model.input) => run(session, model, { values, extent }),
      release: () => session.release(),
    };
  } catch (cause) {
    throw new OffcutError('session-failed', String(cause), { context, cause });
  }
}

/**
 * On the CPU a convolution and what cuts off its negative values run as one: not one bit of our networks' output changes,
 * and ISNet takes 100 MB less. On the GPU the graph stays as it is, because only that has been compared there.
 */
function optionsFor(device?: GPUDevice): InferenceSession.SessionOptions {
  return device
    ? { executionProviders: [{ name: 'webgpu', device }], graphOptimizationLevel: 'disabled' }
    : { executionProviders: ['wasm'], graphOptimizationLevel: 'extended' };
}

async function run(
  session: InferenceSession,
  model: ModelDescriptor,
  { values, extent }: { readonly values: Float32Array; readonly extent: Extent },
): Promise<NetworkOutput> {
  const { input, output } = model;
  const dims = [1, 3, extent.height, extent.width];
  const context = { modelId: model.id, dims: dims.join('×') };
  const feed = new Tensor('float32', values, dims);
  try {
    const outputs = await session.run({ [input.name]: feed }, [output.name]);
    return take(outputs[output.name]);
  } catch (cause) {
    if (cause instanceof OffcutError) throw cause;
    throw new OffcutError('inference-failed', `On ${context.dims}: ${String(cause)}`, {
      context,
      cause,
    });
  } finally {
    feed.dispose();
  }
}

/** The tensor's values and not a copy: the runtime has already copied them out of its memory. */
function take(tensor: Tensor | undefined): NetworkOutput {
  const values = tensor?.data;
  if (!tensor || !(values instanceof Float32Array))
    throw new OffcutError('unexpected-output', 'The network gave no float32 tensor', {
      context: { received: tensor?.type ?? 'nothing' },
    });
  const { dims } = tensor;
  tensor.dispose();
  return { dims, values };
}
