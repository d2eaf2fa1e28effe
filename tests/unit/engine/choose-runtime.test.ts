import { chooseRuntime } from '../../../src/engine';

const GPU = {};
const JSPI = { Suspending: () => undefined };

describe('chooseRuntime', () => {
  it('takes the build with WebGPU where the web view has it and can suspend wasm', () => {
    expect(chooseRuntime({ navigator: { gpu: GPU }, WebAssembly: JSPI })).toEqual({
      kind: 'gpu',
      wasmPath: 'wasm/ort-wasm-simd-threaded.jspi.wasm',
    });
  });

  it.each([
    ['neither', {}, {}],
    ['no WebGPU', {}, JSPI],
    ['a WebGPU that is switched off', { gpu: undefined }, JSPI],
    ['WebGPU, but cannot suspend wasm', { gpu: GPU }, {}],
  ])('takes the CPU build where the web view has %s', (_case, navigator, WebAssembly) => {
    expect(chooseRuntime({ navigator, WebAssembly })).toEqual({
      kind: 'cpu',
      wasmPath: 'wasm/ort-wasm-simd-threaded.wasm',
    });
  });
});
