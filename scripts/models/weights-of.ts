import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as ort from 'onnxruntime-web';
import type { ModelDescriptor } from '../../src/models';
import { readSource } from './read-source';

/** A network's file as its package publishes it, or as `npm run models` lays it. */
export type Version = 'published' | 'prepared';

export function weightsOf(
  root: string,
  model: ModelDescriptor,
  version: Version,
): Promise<Uint8Array> {
  return version === 'published'
    ? readSource(root, model.source)
    : readFile(path.join(root, model.path));
}

/** A linear congruential generator (Numerical Recipes), so that every run sees the same input; values in [−1, 1). */
export function noiseFor({ input }: ModelDescriptor): ort.Tensor {
  const values = new Float32Array(3 * input.width * input.height);
  let state = 1;
  for (let index = 0; index < values.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[index] = state / 2 ** 31 - 1;
  }
  return new ort.Tensor('float32', values, [1, 3, input.height, input.width]);
}
