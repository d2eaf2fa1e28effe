import { ATTRIBUTE, ATTRIBUTE_TYPE, ELEMENT, GRAPH, NODE } from './onnx-fields';
import { graphOf, nameOf, nodesOf, replaceGraph } from './onnx-fields';
import { fieldOf, varintOf, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';
import { roundChannels } from './round-channels';
import { fromFloats, readTensor, toFloats, writeTensor } from './tensors';

/**
 * The network with the weights of its convolutions in 8 bits: one symmetric scale for each output channel, and before
 * each convolution a DequantizeLinear node that makes floats of them again, under the weights' own name. Everything
 * else is kept byte for byte: inputs, biases and all that is computed stay float32. Takes float weights that one node
 * alone uses; needs operator set 13 or later. Allocates the new model. The same input gives the same bytes.
 */
export function quantiseWeights(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  const weights = convolutionWeights(graph);
  return replaceGraph(
    model,
    graph.flatMap((field) => {
      if (field.number === GRAPH.initializer && weights.has(nameOf(field) ?? ''))
        return quantise(field);
      const [node] = nodesOf([field]);
      const used = node?.inputs.find((input) => weights.has(input));
      return used === undefined ? [field] : [dequantise(used), field];
    }),
  );
}

/** Names of the initializers that a convolution takes as weights. */
function convolutionWeights(graph: readonly Field[]): ReadonlySet<string> {
  const initializers = new Set(
    graph.filter(({ number }) => number === GRAPH.initializer).map(nameOf),
  );
  return new Set(
    nodesOf(graph)
      .filter(({ operator }) => operator === 'Conv')
      .flatMap(({ inputs: [, weights] }) => weights ?? [])
      .filter((weights) => initializers.has(weights)),
  );
}

function quantise(initializer: Field): Field[] {
  const tensor = readTensor(initializer);
  const { name, dims } = tensor;
  const { steps, scales } = roundChannels(toFloats(tensor), dims[0] ?? 1);
  const bytes = new Uint8Array(steps.buffer);
  return [
    writeTensor({ name: stepsOf(name), dims, element: ELEMENT.int8, bytes }),
    writeTensor(fromFloats(scalesOf(name), [scales.length], scales)),
  ];
}

function dequantise(name: string): Field {
  const axis = writeFields([
    fieldOf(ATTRIBUTE.name, Buffer.from('axis')),
    varintOf(ATTRIBUTE.integer, 0),
    varintOf(ATTRIBUTE.type, ATTRIBUTE_TYPE.integer),
  ]);
  return fieldOf(
    GRAPH.node,
    writeFields([
      fieldOf(NODE.input, Buffer.from(stepsOf(name))),
      fieldOf(NODE.input, Buffer.from(scalesOf(name))),
      fieldOf(NODE.output, Buffer.from(name)),
      fieldOf(NODE.operator, Buffer.from('DequantizeLinear')),
      fieldOf(NODE.attribute, axis),
    ]),
  );
}

function stepsOf(name: string): string {
  return `${name}.steps`;
}

function scalesOf(name: string): string {
  return `${name}.scales`;
}
