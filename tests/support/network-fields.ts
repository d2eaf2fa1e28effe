import {
  fieldOf,
  readFields,
  textsOf,
  varintOf,
  writeFields,
} from '../../scripts/models/protobuf-fields';
import type { Field } from '../../scripts/models/protobuf-fields';

/** Parts of an ONNX file (onnx.proto3), and what stands in one. */
export const text = (number: number, value: string): Field => fieldOf(number, Buffer.from(value));
export const message = (number: number, ...fields: Field[]): Field =>
  fieldOf(number, writeFields(fields));
export const networkOf = (...graph: Field[]): Uint8Array => writeFields([message(7, ...graph)]);

export const node = (operator: string, inputs: readonly string[], output: string): Field =>
  message(1, ...inputs.map((input) => text(1, input)), text(2, output), text(4, operator));

/** `bytes` are the elements, little-endian. */
export const initializer = (
  name: string,
  dims: readonly number[],
  element: number,
  bytes: Uint8Array,
): Field =>
  message(
    5,
    ...dims.map((length) => varintOf(1, length)),
    varintOf(2, element),
    text(8, name),
    fieldOf(9, bytes),
  );

/** An input (11), an output (12) or a note (13) that says which elements a value has. */
export const declared = (number: 11 | 12 | 13, name: string, element: number): Field =>
  message(number, text(1, name), message(2, message(1, varintOf(1, element))));

/** The graph's nodes as `Operator inputs > outputs`, in order. */
export function nodesIn(network: Uint8Array): string[] {
  return graphIn(network)
    .filter(({ number }) => number === 1)
    .map(({ content }) => {
      const parts = readFields(content);
      return `${textsOf(parts, 4).join()} ${textsOf(parts, 1).join()} > ${textsOf(parts, 2).join()}`;
    });
}

/** Fields of a network's graph. */
export function graphIn(network: Uint8Array): Field[] {
  const graph = readFields(network).find(({ number }) => number === 7);
  return readFields(graph?.content ?? new Uint8Array());
}
