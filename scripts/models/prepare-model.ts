import { fieldOf, readFields, textsOf, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';

/** Field numbers of onnx.proto3 (ONNX, Apache-2.0) that are looked into; every other field is carried over unread. */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 };
const NODE = { input: 1, output: 2, attribute: 5 };
const ATTRIBUTE = { graph: 6, graphs: 11 };
const INITIALIZER_NAME = 8;
const VALUE_INFO_NAME = 1;

interface Node {
  readonly field: Field;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * An ONNX model cut down to one output: nodes that do not lead to it, and the initializers, inputs and shape notes that
 * only those nodes used, are dropped, and nodes stand after what they consume. What stays is kept byte for byte.
 * Allocates the new model. The same input gives the same bytes.
 */
export function prepareModel(model: Uint8Array, outputName: string): Uint8Array {
  const fields = readFields(model);
  return writeFields(
    fields.map((field) =>
      field.number === MODEL.graph
        ? fieldOf(MODEL.graph, prepareGraph(field.content, outputName))
        : field,
    ),
  );
}

function prepareGraph(graph: Uint8Array, outputName: string): Uint8Array {
  const fields = readFields(graph);
  const nodes = nodesTowards(outputName, fields);
  const used = new Set(nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]));
  const rest = fields.filter((field) => {
    if (field.number === GRAPH.node) return false;
    if (field.number === GRAPH.output) return nameOf(field) === outputName;
    return nameOf(field) === undefined || used.has(nameOf(field) ?? '');
  });
  return writeFields([...nodes.map((node) => node.field), ...rest]);
}

/** The nodes that the output needs, each after those that it consumes (depth first, so the order is the file's own). */
function nodesTowards(outputName: string, graph: readonly Field[]): Node[] {
  const producers = new Map(
    graph
      .filter((field) => field.number === GRAPH.node)
      .map(toNode)
      .flatMap((node) => node.outputs.map((output) => [output, node] as const)),
  );
  if (!producers.has(outputName)) throw new Error(`The network has no output named ${outputName}`);
  const ordered = new Set<Node>();
  const visit = (value: string): void => {
    const node = producers.get(value);
    if (node === undefined || ordered.has(node)) return;
    node.inputs.forEach(visit);
    ordered.add(node);
  };
  visit(outputName);
  return [...ordered];
}

function toNode(field: Field): Node {
  const parts = readFields(field.content);
  if (parts.some(holdsGraph))
    throw new Error('Networks with control flow (a graph inside a node) cannot be prepared');
  return { field, inputs: textsOf(parts, NODE.input), outputs: textsOf(parts, NODE.output) };
}

/** A nested graph may use outer values without naming them as inputs, so what it needs could not be seen here. */
function holdsGraph(part: Field): boolean {
  return (
    part.number === NODE.attribute &&
    readFields(part.content).some(
      ({ number }) => number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs,
    )
  );
}

/** The name of the value that a graph field declares; undefined for fields that declare none. */
function nameOf(field: Field): string | undefined {
  if (field.number === GRAPH.initializer)
    return textsOf(readFields(field.content), INITIALIZER_NAME)[0];
  const declares = [GRAPH.input, GRAPH.output, GRAPH.valueInfo].includes(field.number);
  return declares ? textsOf(readFields(field.content), VALUE_INFO_NAME)[0] : undefined;
}
