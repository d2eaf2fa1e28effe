import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findModel, parseRegistry } from '../../../src/models';

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

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
