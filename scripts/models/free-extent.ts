import { GRAPH, NODE, TENSOR_TYPE, TYPE, VALUE_INFO } from './onnx-fields';
import { DIMENSION, SHAPE, graphOf, nameOf, nodesOf, replaceGraph } from './onnx-fields';
import type { Node } from './onnx-fields';
import { cutToOutput } from './cut-to-output';
import { fieldOf, readFields, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';
import { fromFloats, writeTensor } from './tensors';

/**
 * The network without the extent that it was written out for: input and output name their height and width in place of
 * numbers, and every Resize multiplies both sides in place of reaching a size, which drops the nodes that computed it. That
 * gives the same numbers at the old extent, and runs at any other whose sides halve as often as the network halves them. Takes
 * a network of one input and one output, its nodes in topological order, whose every MaxPool halves and whose Resizes undo
 * that: to the size of another plane, or twofold to one in numbers. Allocates the new model. The same input gives the same bytes.
 */
export function freeExtent(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  const [output = ''] = graph.filter(({ number }) => number === GRAPH.output).map(nameOf);
  const factors = factorsOf(nodesOf(graph));
  const freed = graph
    // Notes of shapes are true of the old extent alone.
    .filter(({ number }) => number !== GRAPH.valueInfo)
    .map((field) => {
      const isEnd = field.number === GRAPH.input || field.number === GRAPH.output;
      if (isEnd) return fieldOf(field.number, writeFields(freeShape(field)));
      const [result = ''] = nodesOf([field])[0]?.outputs ?? [];
      const factor = factors.get(result);
      return factor === undefined ? field : multiplying(field, factor);
    });
  const scales = [...new Set(factors.values())].map((factor) =>
    writeTensor(fromFloats(nameOfScale(factor), [4], [1, 1, factor, factor])),
  );
  // What computed the written sizes now leads nowhere.
  return cutToOutput(replaceGraph(model, [...freed, ...scales]), output);
}

/** By how much each Resize multiplies its plane's sides, by the name of what it gives. */
function factorsOf(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  const halvings = new Map<string, number>();
  const factors = new Map<string, number>();
  const halvingsOf = (name = '') => halvings.get(name) ?? 0;
  for (const { operator, inputs, outputs } of nodes) {
    let deep = halvingsOf(inputs[0]);
    if (operator === 'MaxPool') deep += 1;
    if (operator === 'Resize') {
      const like = planeThatSizes(inputs.at(-1) ?? '', producers);
      // A size in numbers says batch and channels of the plane itself, if it says anything.
      const wanted = like === undefined || like === inputs[0] ? deep - 1 : halvingsOf(like);
      factors.set(outputs[0] ?? '', 2 ** (deep - wanted));
      deep = wanted;
    }
    for (const output of outputs) halvings.set(output, deep);
  }
  return factors;
}

/** The plane whose height and width a value is computed from. Of several it is the last: batch and channels come first. */
function planeThatSizes(name: string, producers: ReadonlyMap<string, Node>): string | undefined {
  const node = producers.get(name);
  if (node === undefined) return undefined;
  if (node.operator === 'Shape') return node.inputs[0];
  return node.inputs
    .map((input) => planeThatSizes(input, producers))
    .filter((plane) => plane !== undefined)
    .at(-1);
}

function nameOfScale(factor: number): string {
  return `times${factor}`;
}

/** The node with factors (its third input) in place of sizes (its fourth); older files must name a second. */
function multiplying(resize: Field, factor: number): Field {
  const parts = readFields(resize.content);
  const [image, region] = parts.filter(({ number }) => number === NODE.input);
  if (image === undefined || region === undefined) throw new Error('A Resize lacks an input');
  const factors = fieldOf(NODE.input, Buffer.from(nameOfScale(factor)));
  const rest = parts.filter(({ number }) => number !== NODE.input);
  return fieldOf(GRAPH.node, writeFields([image, region, factors, ...rest]));
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
