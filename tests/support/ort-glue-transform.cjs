const { createTransformer } = require('@swc/jest');

/**
 * ONNX Runtime's glue code, as Jest's CommonJS can run it: its one top-level await has no place there, and what it waits
 * for is a module of Node that can be required.
 */
const swc = createTransformer({ jsc: { target: 'es2022' }, module: { type: 'commonjs' } });

const AWAITED = '(await import("worker_threads"))';

module.exports = {
  ...swc,
  process: (source, ...rest) => {
    if (!source.includes(AWAITED)) throw new Error(`The glue code no longer has ${AWAITED}`);
    return swc.process(source.replace(AWAITED, 'require("worker_threads")'), ...rest);
  },
};
