import { GRAPH, NODE, TENSOR_TYPE, TYPE, VALUE_INFO } from './onnx-fields';
import { DIMENSION, SHAPE, graphOf, nameOf, nodesOf, replaceGraph } from './onnx-fields';
import { cutToOutput } from './cut-to-output';
import { fieldOf, readFields, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';
import { fromFloats, writeTensor } from './tensors';

const TWICE = 'twice';

/**
 * The network without the extent that it was written out for: input and output name their height and width in place of
 * numbers, and every Resize doubles both sides in place of reaching a written size. That computes the same at the old
 * extent, and runs at any other whose sides halve as often as the network halves them. Takes a network of one input and
 * one output whose every Resize doubles. Allocates the new model. The same input gives the same bytes.
 */
export function freeExtent(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  const [output = ''] = graph.filter(({ number }) => number === GRAPH.output).map(nameOf);
  const twice = writeTensor(fromFloats(TWICE, [4], [1, 1, 2, 2]));
  const freed = graph
    // Notes of shapes are true of the old extent alone.
    .filter(({ number }) => number !== GRAPH.valueInfo)
    .map((field) => {
      const isEnd = field.number === GRAPH.input || field.number === GRAPH.output;
      if (isEnd) return fieldOf(field.number, writeFields(freeShape(field)));
      return nodesOf([field])[0]?.operator === 'Resize' ? doubling(field) : field;
    });
  // What computed the written sizes now leads nowhere.
  return cutToOutput(replaceGraph(model, [...freed, twice]), output);
}

/** The node with factors (its third input) in place of sizes (its fourth). */
function doubling(resize: Field): Field {
  const parts = readFields(resize.content);
  const [image] = parts.filter(({ number }) => number === NODE.input);
  if (image === undefined) throw new Error('A Resize has no input');
  const none = fieldOf(NODE.input, new Uint8Array());
  const factors = fieldOf(NODE.input, Buffer.from(TWICE));
  const rest = parts.filter(({ number }) => number !== NODE.input);
  return fieldOf(GRAPH.node, writeFields([image, none, factors, ...rest]));
}

/** Of 1×C×H×W the last two. */
function freeShape(valueInfo: Field): Field[] {
  return within(readFields(valueInfo.content), VALUE_INFO.type, (type) =>
    within(type, TYPE.tensor, (tensor) =>
      within(tensor, TENSOR_TYPE.shape, (shape) =>
        shape.map((dimension, index) => (index < 2 ? dimension : named(index === 2 ? 'h' : 'w'))),
      ),
    ),
  );
}

function within(
  fields: readonly Field[],
  number: number,
  change: (inner: readonly Field[]) => Field[],
): Field[] {
  return fields.map((field) =>
    field.number === number
      ? fieldOf(number, writeFields(change(readFields(field.content))))
      : field,
  );
}

function named(name: string): Field {
  return fieldOf(SHAPE.dimension, fieldOf(DIMENSION.name, Buffer.from(name)).raw);
}
