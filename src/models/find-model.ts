import { OffcutError } from '../support';
import type { ModelDescriptor, ModelRegistry } from './descriptor';

/** @throws model-unknown, naming the ids that exist. */
export function findModel({ models }: ModelRegistry, id: string): ModelDescriptor {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  const known = models.map((model) => `${model.id} (${model.quality})`).join(', ');
  throw new OffcutError('model-unknown', `No model has the id "${id}"; there are: ${known}`, {
    context: { modelId: id, known },
  });
}
