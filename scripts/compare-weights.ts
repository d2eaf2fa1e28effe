import { execFileSync } from 'node:child_process';
import path from 'node:path';
import ort from 'onnxruntime-node';
import { findModel } from '../src/models';
import type { ModelDescriptor } from '../src/models';
import { checkModel } from './models/lay-model';
import { readRegistry } from './models/read-registry';
import { noiseFor, weightsOf } from './models/weights-of';
import type { Version } from './models/weights-of';

/**
 * Proves that prepared weights give the very numbers of the published file, and shows what preparing brings.
 *   npx tsx scripts/compare-weights.ts [--time] [id…]
 * One JSON line for each network, with the count of numbers that differ; exit code 1 when any does. `--time` adds what
 * a session of each file costs, three times over (see models/time-session.ts).
 */
const ROOT = path.join(import.meta.dirname, '..');
const ROUNDS = 3;

const registry = readRegistry(ROOT);
const ids = process.argv.slice(2).filter((argument) => argument !== '--time');
const models = ids.length > 0 ? ids.map((id) => findModel(registry, id)) : registry.models;
for (const model of models) await compare(model);

async function compare(model: ModelDescriptor): Promise<void> {
  await checkModel(ROOT, model);
  const published = await numbersOf(model, 'published');
  const prepared = await numbersOf(model, 'prepared');
  const differing = published.filter((value, index) => !Object.is(value, prepared[index])).length;
  if (differing > 0) process.exitCode = 1;
  const range = [
    prepared.reduce((a, b) => Math.min(a, b)),
    prepared.reduce((a, b) => Math.max(a, b)),
  ];
  console.log(JSON.stringify({ model: model.id, numbers: published.length, differing, range }));
  if (process.argv.includes('--time')) showTimes(model.id);
}

/** Without graph optimisations: fused operators round differently, and the two files fuse differently. */
async function numbersOf(model: ModelDescriptor, version: Version): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(await weightsOf(ROOT, model, version), {
    graphOptimizationLevel: 'disabled',
  });
  try {
    const outputs = await session.run({ [model.input.name]: noiseFor(model) }, [model.output.name]);
    return outputs[model.output.name]?.data as Float32Array;
  } finally {
    await session.release();
  }
}

/** The two files take turns, so that other work on the machine disturbs both alike. */
function showTimes(id: string): void {
  for (let round = 0; round < ROUNDS; round++)
    for (const version of ['published', 'prepared']) {
      const script = path.join(ROOT, 'scripts/models/time-session.ts');
      const line = execFileSync(process.execPath, ['--import', 'tsx', script, id, version]);
      console.log(`${id} ${version} ${line.toString().trim()}`);
    }
}
