import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findModel, modelForQuality, parseRegistry } from '../../../src/models';

const registry = parseRegistry(
  JSON.parse(readFileSync(path.join(__dirname, '../../../models/registry.json'), 'utf8')),
);

describe('findModel', () => {
  it('finds a model by its id', () => {
    expect(findModel(registry, 'u2netp').name).toBe('U²-Net-p');
  });

  it('names the models that exist when there is none of that id', () => {
    expect(failureOf(() => findModel(registry, 'birefnet'))).toMatchObject({
      code: 'model-unknown',
      context: { modelId: 'birefnet', known: 'isnet (standard), u2netp (fast)' },
    });
  });
});

describe('modelForQuality', () => {
  it('takes the first of several models of that quality', () => {
    const [isnet, u2netp] = [findModel(registry, 'isnet'), findModel(registry, 'u2netp')];
    const both = { models: [{ ...u2netp, id: 'second-fast' }, isnet, u2netp] };

    expect(modelForQuality(both, 'fast').id).toBe('second-fast');
    expect(modelForQuality(both, 'standard').id).toBe('isnet');
  });

  it('names the models that exist when there is none of that quality', () => {
    const permissive = { models: registry.models.filter((model) => model.isPermissive) };

    expect(failureOf(() => modelForQuality(permissive, 'standard'))).toMatchObject({
      code: 'model-unknown',
      context: { modelId: 'standard', known: 'u2netp (fast)' },
    });
  });
});

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
