import {
  ELEMENT,
  GRAPH,
  graphOf,
  NODE,
  nameOf,
  nodesOf,
  replaceGraph,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE_INFO,
} from './onnx-fields';
import type { Node } from './onnx-fields';
import { childOf, fieldOf, integersOf, readFields, textsOf, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';
import { fromFloats, readTensor, toFloats, writeTensor } from './tensors';

type Names = ReadonlyMap<string, string>;

/** Whether any of the network's weights are half-precision floats. */
export function holdsHalves(model: Uint8Array): boolean {
  return graphOf(model).some((field) => field.number === GRAPH.initializer && isHalf(field));
}

/**
 * The network in float32 throughout: weights are widened, which is exact, casts to half precision and back are dropped,
 * and so are notes that say that a value is half. Inputs and outputs of the network must be float already and keep their
 * names. Allocates the new model. The same input gives the same bytes.
 * @throws Error for a cast between other types.
 */
export function widenHalves(model: Uint8Array): Uint8Array {
  return replaceGraph(model, widenGraph(graphOf(model)));
}

function widenGraph(graph: readonly Field[]): Field[] {
  const casts = nodesOf(graph).filter(({ operator }) => operator === 'Cast');
  const types = typesOf(graph);
  casts.forEach((cast) => assertFloats(cast, types));
  const names = renamed(casts, graph);
  const dropped = new Set(casts.map(({ field }) => field));
  return graph
    .filter((field) => !dropped.has(field) && !isStale(field, names, types))
    .map((field) => widenField(field, names));
}

function widenField(field: Field, names: Names): Field {
  if (field.number === GRAPH.node) return renameValues(field, names);
  if (field.number !== GRAPH.initializer || !isHalf(field)) return field;
  const tensor = readTensor(field);
  return writeTensor(fromFloats(tensor.name, tensor.dims, toFloats(tensor)));
}

function isHalf(initializer: Field): boolean {
  return integersOf(readFields(initializer.content), TENSOR.type)[0] === ELEMENT.half;
}

/** What the graph says of its values' elements. */
function typesOf(graph: readonly Field[]): ReadonlyMap<string, number> {
  return new Map(
    graph
      .filter(({ number }) => [GRAPH.input, GRAPH.output, GRAPH.valueInfo].includes(number))
      .map((field) => [nameOf(field) ?? '', elementOf(field)]),
  );
}

function elementOf(declaration: Field): number {
  const tensorType = [VALUE_INFO.type, TYPE.tensor].reduce(
    (field: Field | undefined, number) => field && childOf(field, number),
    declaration,
  );
  return (
    integersOf(readFields(tensorType?.content ?? new Uint8Array()), TENSOR_TYPE.element)[0] ?? 0
  );
}

function assertFloats({ inputs, outputs }: Node, types: ReadonlyMap<string, number>): void {
  const isFloat = (value: string) =>
    types.get(value) === ELEMENT.float || types.get(value) === ELEMENT.half;
  if (![...inputs, ...outputs].every(isFloat))
    throw new Error(`A cast of ${inputs.join()} is not one between half and float`);
}

/** What each value is called without the casts: as what was cast, or as the network's output that the cast made. */
function renamed(casts: readonly Node[], graph: readonly Field[]): Names {
  const kept = new Set(graph.filter(({ number }) => number === GRAPH.output).map(nameOf));
  const direct = new Map(
    casts.map(({ inputs: [from = ''], outputs: [to = ''] }) =>
      kept.has(to) ? [from, to] : [to, from],
    ),
  );
  const follow = (name: string): string => {
    const next = direct.get(name);
    return next === undefined ? name : follow(next);
  };
  return new Map([...direct.keys()].map((name) => [name, follow(name)]));
}

/** Whether a note is about a value that is gone, or no longer half. */
function isStale(field: Field, names: Names, types: ReadonlyMap<string, number>): boolean {
  if (field.number !== GRAPH.valueInfo) return false;
  const name = nameOf(field) ?? '';
  return names.has(name) || types.get(name) === ELEMENT.half;
}

/** A node with its values renamed; byte for byte as it was where none is. */
function renameValues(node: Field, names: Names): Field {
  const parts = readFields(node.content);
  const renamedParts = parts.map((part) => {
    if (part.number !== NODE.input && part.number !== NODE.output) return part;
    const [value = ''] = textsOf([part], part.number);
    const name = names.get(value);
    return name === undefined ? part : fieldOf(part.number, Buffer.from(name));
  });
  return parts.every((part, i) => part === renamedParts[i])
    ? node
    : fieldOf(GRAPH.node, writeFields(renamedParts));
}
