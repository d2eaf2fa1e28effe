import type * as Runtime from 'onnxruntime-web';
import { FakeAdapter, fakeScope } from './fake-gpu';

/** What goes wrong on the GPU. Everything else is computed by the real runtime, on the CPU. */
export interface GpuFaults {
  /** Before a session is made there. */
  create: () => unknown;
  /** After a run there, on what it gave; the first run of a session is number 1. What it returns is waited for. */
  run: (values: Float32Array, number: number) => unknown;
}

const SOUND: GpuFaults = { create: () => undefined, run: () => undefined };

/** One GPU for a test file: `plugIn` before each test, `unplug` after it. */
export const gpu = {
  adapter: new FakeAdapter(),
  faults: SOUND,
  /** Devices that sessions were made on, in order; and how many sessions there are left. */
  sessionsOn: [] as unknown[],
  open: 0,
  plugIn(): void {
    this.adapter = new FakeAdapter();
    this.faults = { ...SOUND };
    this.sessionsOn = [];
    this.open = 0;
    const scope = fakeScope(() => Promise.resolve(this.adapter));
    Object.defineProperty(globalThis, 'navigator', { value: scope.navigator, configurable: true });
    Object.assign(WebAssembly, scope.WebAssembly);
  },
  unplug(): void {
    Reflect.deleteProperty(globalThis, 'navigator');
    Reflect.deleteProperty(WebAssembly, 'Suspending');
  },
};

/** The runtime with a WebGPU provider: the vendor's module, as `jest.mock` wants it. */
export function runtimeWithGpu(runtime: typeof Runtime): typeof Runtime {
  const create = async (weights: Uint8Array, options: Runtime.InferenceSession.SessionOptions) => {
    const [provider] = options.executionProviders ?? [];
    if (typeof provider === 'string') return runtime.InferenceSession.create(weights, options);
    await gpu.faults.create();
    gpu.sessionsOn.push((provider as { device?: unknown }).device);
    gpu.open += 1;
    return scripted(
      await runtime.InferenceSession.create(weights, { ...options, executionProviders: ['wasm'] }),
    );
  };
  return {
    ...runtime,
    env: runtime.env,
    Tensor: runtime.Tensor,
    InferenceSession: { create },
  } as unknown as typeof Runtime;
}

function scripted(session: Runtime.InferenceSession): Runtime.InferenceSession {
  let number = 0;
  return {
    run: async (...parameters: Parameters<Runtime.InferenceSession['run']>) => {
      const outputs = await session.run(...parameters);
      number += 1;
      for (const { data } of Object.values(outputs))
        await gpu.faults.run(data as Float32Array, number);
      return outputs;
    },
    release: async () => {
      gpu.open -= 1;
      await session.release();
    },
  } as unknown as Runtime.InferenceSession;
}
