import { fieldOf, readFields, textsOf, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';

/** Field numbers of onnx.proto3 (ONNX, Apache-2.0) that are looked into; every other field is carried over unread. */
export const MODEL = { graph: 7 };
export const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 };
export const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 };
export const ATTRIBUTE = { name: 1, integer: 3, tensor: 5, graph: 6, graphs: 11, type: 20 };
export const TENSOR = { dims: 1, type: 2, name: 8, bytes: 9 };
export const VALUE_INFO = { name: 1, type: 2 };
export const TYPE = { tensor: 1 };
export const TENSOR_TYPE = { element: 1, shape: 2 };
export const SHAPE = { dimension: 1 };
export const DIMENSION = { name: 2 };

/** How ONNX numbers the types of elements, and of attributes. */
export const ELEMENT = { float: 1, int8: 3, half: 10 };
export const ATTRIBUTE_TYPE = { integer: 2 };

/** The fields of a model's graph. @throws Error when there is none. */
export function graphOf(model: Uint8Array): Field[] {
  const graph = readFields(model).find(({ number }) => number === MODEL.graph);
  if (graph === undefined) throw new Error('The file holds no graph');
  return readFields(graph.content);
}

/** The model with another graph; what stands outside the graph stays byte for byte. */
export function replaceGraph(model: Uint8Array, graph: readonly Field[]): Uint8Array {
  return writeFields(
    readFields(model).map((field) =>
      field.number === MODEL.graph ? fieldOf(MODEL.graph, writeFields(graph)) : field,
    ),
  );
}

/** A node of a graph, as far as it is looked into. */
export interface Node {
  readonly field: Field;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** @throws Error for a node that holds a graph, because that may use outer values without naming them as inputs. */
export function nodesOf(graph: readonly Field[]): Node[] {
  return graph.filter(({ number }) => number === GRAPH.node).map(toNode);
}

function toNode(field: Field): Node {
  const parts = readFields(field.content);
  if (parts.some(holdsGraph))
    throw new Error('Networks with control flow (a graph inside a node) cannot be prepared');
  const [operator = ''] = textsOf(parts, NODE.operator);
  return {
    field,
    operator,
    inputs: textsOf(parts, NODE.input),
    outputs: textsOf(parts, NODE.output),
  };
}

function holdsGraph(part: Field): boolean {
  return (
    part.number === NODE.attribute &&
    readFields(part.content).some(
      ({ number }) => number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs,
    )
  );
}

/** The name of the value that a graph's field declares; undefined for fields that declare none. */
export function nameOf(field: Field): string | undefined {
  if (field.number === GRAPH.initializer) return textsOf(readFields(field.content), TENSOR.name)[0];
  const declares = [GRAPH.input, GRAPH.output, GRAPH.valueInfo].includes(field.number);
  return declares ? textsOf(readFields(field.content), VALUE_INFO.name)[0] : undefined;
}
