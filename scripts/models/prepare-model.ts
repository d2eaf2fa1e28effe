import { cutToOutput } from './cut-to-output';
import { quantiseWeights } from './quantise-weights';
import { holdsHalves, widenHalves } from './widen-halves';

/**
 * The published network as it is shipped: cut to its one output, and half-precision weights turned into 8-bit ones,
 * because the runtime computes in float32 and would unpack them at every start. Float32 weights stay byte for byte.
 * Allocates the new model. The same input gives the same bytes.
 */
export function prepareModel(model: Uint8Array, outputName: string): Uint8Array {
  const cut = cutToOutput(model, outputName);
  return holdsHalves(cut) ? quantiseWeights(widenHalves(cut)) : cut;
}
