/** The text of the engine worker's bundle with the CPU's build of the runtime, put in by the build. */
declare module 'engine-worker-source' {
  const source: string;
  export default source;
}

/** The same with the build that has WebGPU (see chooseRuntime). */
declare module 'engine-worker-webgpu-source' {
  const source: string;
  export default source;
}
