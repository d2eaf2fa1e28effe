import { OffcutError } from '../support';
import type { ModelDescriptor, ModelRegistry, Quality } from './descriptor';

/** @throws model-unknown, naming the ids that exist. */
export function findModel(registry: ModelRegistry, id: string): ModelDescriptor {
  return (
    registry.models.find((model) => model.id === id) ??
    unknown(registry, id, `No model has the id "${id}"`)
  );
}

/** The first model of that quality: the registry's order is the order of preference. @throws model-unknown */
export function modelForQuality(registry: ModelRegistry, quality: Quality): ModelDescriptor {
  return (
    registry.models.find((model) => model.quality === quality) ??
    unknown(registry, quality, `No model has the quality "${quality}"`)
  );
}

function unknown({ models }: ModelRegistry, modelId: string, problem: string): never {
  const known = models.map(({ id, quality }) => `${id} (${quality})`).join(', ');
  throw new OffcutError('model-unknown', `${problem}; there are: ${known}`, {
    context: { modelId, known },
  });
}
