import type { InputSpec, OutputSpec } from '../../src/models';
import { cutToOutput } from './cut-to-output';
import { freeExtent } from './free-extent';
import { quantiseWeights } from './quantise-weights';
import { holdsHalves, widenHalves } from './widen-halves';

/** What is asked of the prepared network. */
interface Wish {
  readonly input: Pick<InputSpec, 'multipleOf'>;
  readonly output: Pick<OutputSpec, 'name'>;
}

/**
 * The published network as it is shipped: cut to its one output, half-precision weights turned into 8-bit ones, because
 * the runtime computes in float32 and would unpack them at every start, and freed of its extent where it is to run at
 * others. Float32 weights stay byte for byte. Allocates the new model. The same input gives the same bytes.
 */
export function prepareModel(model: Uint8Array, { input, output }: Wish): Uint8Array {
  const cut = cutToOutput(model, output.name);
  const light = holdsHalves(cut) ? quantiseWeights(widenHalves(cut)) : cut;
  return input.multipleOf === undefined ? light : freeExtent(light);
}
