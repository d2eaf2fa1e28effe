/** What runs a network: ONNX Runtime's word for a kind of device and its kernels. */
export type ExecutionProvider = 'wasm';

/** The provider for this machine. There is one; a second one is chosen here. */
export function chooseProvider(): ExecutionProvider {
  return 'wasm';
}
