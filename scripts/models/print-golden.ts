import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSession, startRuntime } from '../../src/engine/ort';
import { differenceOf, fromGolden, toGolden } from '../../src/engine/self-test/golden-matte';
import { seeGolden } from '../../src/engine/self-test/see-golden';
import { findModel } from '../../src/models';
import { readRegistry } from './read-registry';

/**
 * Prints the line `golden` of models/registry.json for a network, and how far the registry's is from it:
 *   npx tsx scripts/models/print-golden.ts ID [FILE]
 * on the CPU, one thread, with the prepared weights or those in FILE.
 */
const ROOT = path.join(import.meta.dirname, '../..');
const [id = '', file] = process.argv.slice(2);
const model = findModel(readRegistry(ROOT), id);

await startRuntime(
  readFileSync(path.join(ROOT, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm')),
  1,
);
const session = await createSession(model, readFileSync(file ?? path.join(ROOT, model.path)));
const { pooled } = await seeGolden(model, (...parameters) => session.run(...parameters));
const { mean, max } = differenceOf(pooled, fromGolden(model.golden));
console.log(`"golden": "${toGolden(pooled)}"`);
console.log(`difference to the registry's: mean ${mean.toFixed(5)}, worst ${max.toFixed(5)}`);
await session.release();
