/** A build of the runtime: the worker's bundle and the wasm file that belongs to it. */
export interface RuntimeBuild {
  /** `cpu` has the wasm provider only; `gpu` has WebGPU as well. */
  readonly kind: 'cpu' | 'gpu';
  /** Below the plugin's folder. */
  readonly wasmPath: string;
}

/** What a page knows of its web view: `globalThis` has it. */
export interface RuntimeScope {
  readonly navigator?: { readonly gpu?: unknown };
  readonly WebAssembly: object;
}

/**
 * The build that this web view can run. WebGPU answers later than wasm can wait, so its build suspends wasm until then
 * (JSPI): a web view that has WebGPU and cannot suspend gets the CPU's build (docs/decisions/0025).
 */
export function chooseRuntime(scope: RuntimeScope): RuntimeBuild {
  const canUseGpu = Boolean(scope.navigator?.gpu) && 'Suspending' in scope.WebAssembly;
  return canUseGpu
    ? { kind: 'gpu', wasmPath: 'wasm/ort-wasm-simd-threaded.jspi.wasm' }
    : { kind: 'cpu', wasmPath: 'wasm/ort-wasm-simd-threaded.wasm' };
}
