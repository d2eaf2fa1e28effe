import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRegistry } from '../../../src/models';
import { OffcutError } from '../../../src/support';

type Json = Record<string, unknown>;

const shipped = readFileSync(path.join(__dirname, '../../../models/registry.json'), 'utf8');

/** The shipped registry with its first model changed. */
function registryWith(change: (model: Json) => Json): unknown {
  const { models } = JSON.parse(shipped) as { models: [Json, ...Json[]] };
  return { models: [change(models[0]), ...models.slice(1)] };
}

function refusalOf(json: unknown): OffcutError {
  try {
    parseRegistry(json);
  } catch (error) {
    if (error instanceof OffcutError) return error;
    throw error;
  }
  throw new Error('The registry was accepted');
}

describe('parseRegistry', () => {
  it('accepts the registry that ships, unchanged', () => {
    const json: unknown = JSON.parse(shipped);

    expect(parseRegistry(json)).toEqual(json);
  });

  it.each<[string, (model: Json) => Json]>([
    ['models.0.sha256', (model) => ({ ...model, sha256: 'B6' })],
    ['models.0.byteLength', (model) => ({ ...model, byteLength: 0.5 })],
    ['models.0.quality', (model) => ({ ...model, quality: 'best' })],
    ['models.0.path', (model) => ({ ...model, path: 'models/../secret.onnx' })],
    ['models.0.path', (model) => ({ ...model, path: '/models/isnet.onnx' })],
    ['models.0.input.std.1', (model) => ({ ...model, input: { ...part(model), std: [1, 0, 1] } })],
    ['models.0.input.mean', (model) => ({ ...model, input: { ...part(model), mean: [0, 0] } })],
    ['models.0.golden', (model) => ({ ...model, golden: undefined })],
    ['models.0.golden', (model) => ({ ...model, golden: 'AAAA' })],
    ['models.0.mood', (model) => ({ ...model, mood: 'good' })],
    ['models.0.source', (model) => ({ ...model, source: undefined })],
    ['models', (model) => ({ ...model, id: 'u2netp' })],
    ['models', (model) => ({ ...model, path: 'models/u2netp.onnx' })],
  ])('refuses a wrong %s and names it', (place, change) => {
    const refusal = refusalOf(registryWith(change));

    expect(refusal.code).toBe('registry-invalid');
    expect(refusal.context.path).toMatch(new RegExp(`^${place}\\b`));
  });

  it.each([null, [], 'models', {}, { models: [] }])('refuses %j', (json) => {
    expect(refusalOf(json).code).toBe('registry-invalid');
  });
});

function part(model: Json): Json {
  return model.input as Json;
}
