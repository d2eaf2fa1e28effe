import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRegistry, type ModelDescriptor } from '../../src/models';

const ROOT = path.join(__dirname, '../..');

/** The runtime's binary, as the plugin carries it. A copy for each caller, because engines take ownership. */
export function readWasm(): Uint8Array {
  return read('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
}

/** A network of the registry with its real weights. */
export function readModel(id: string): { model: ModelDescriptor; weights: Uint8Array } {
  const registry = parseRegistry(
    JSON.parse(readFileSync(path.join(ROOT, 'models/registry.json'), 'utf8')),
  );
  const model = registry.models.find((candidate) => candidate.id === id);
  if (!model || !existsSync(path.join(ROOT, model.path)))
    throw new Error(`There are no weights for ${id}; lay them with "npm run models"`);
  return { model, weights: read(model.path) };
}

function read(file: string): Uint8Array {
  return Uint8Array.from(readFileSync(path.join(ROOT, file)));
}
