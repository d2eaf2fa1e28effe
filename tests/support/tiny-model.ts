import { createHash } from 'node:crypto';
import { Writer } from 'protobufjs/minimal';
import type { ModelDescriptor } from '../../src/models';

/** One node of an ONNX graph, with one output; a list of integers becomes INTS. */
export interface TinyNode {
  readonly op: string;
  /** Names of the inputs; an empty one is left out. */
  readonly from: string | readonly string[];
  readonly to: string;
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A constant of the graph. */
export interface TinyTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | Int8Array;
}

export interface TinyNetwork {
  /** Of the input `x`, float32. */
  readonly dims: readonly number[];
  readonly tensors?: readonly TinyTensor[];
  readonly nodes: readonly TinyNode[];
  /** Of the output `y`. */
  readonly output: { readonly dims: readonly number[]; readonly type?: number };
}

export const FLOAT = 1;
const INT8 = 3;
export const INT64 = 7;
const OPERATOR_SET = 13;
const IR_VERSION = 8;

/** The bytes of an ONNX file (onnx.proto3), written field by field. */
export function tinyModel(network: TinyNetwork): Uint8Array {
  const graph = Writer.create();
  for (const node of network.nodes) message(graph, 1, (writer) => writeNode(writer, node));
  graph.uint32(tag(2, 2)).string('g');
  for (const tensor of network.tensors ?? [])
    message(graph, 5, (writer) => writeTensor(writer, tensor));
  message(graph, 11, (writer) => writeValue(writer, 'x', network.dims, FLOAT));
  message(graph, 12, (writer) =>
    writeValue(writer, 'y', network.output.dims, network.output.type ?? FLOAT),
  );

  const model = Writer.create().uint32(tag(1, 0)).int64(IR_VERSION);
  message(model, 8, (writer) => writer.uint32(tag(2, 0)).int64(OPERATOR_SET));
  return Uint8Array.from(model.uint32(tag(7, 2)).bytes(graph.finish()).finish());
}

/** A descriptor that pins these very bytes. The network takes 1×3×H×W as `x` and gives `y`. */
export function tinyDescriptor(
  weights: Uint8Array,
  id = 'tiny',
  extent = { width: 4, height: 2 },
): ModelDescriptor {
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const pinned = { byteLength: weights.byteLength, sha256 };
  return {
    ...{ id, name: id, path: `models/${id}.onnx`, ...pinned },
    ...{ quality: 'fast', task: 'salient-object-segmentation', licence: 'MIT', isPermissive: true },
    source: { package: id, version: '1.0.0', url: 'https://example.com', file: id, ...pinned },
    input: { name: 'x', ...extent, resize: 'stretch', mean: [0, 0, 0], std: [1, 1, 1] },
    output: { name: 'y', activation: 'none' },
    golden: '',
  };
}

function writeNode(writer: Writer, { op, from, to, attributes = {} }: TinyNode): void {
  for (const input of [from].flat()) writer.uint32(tag(1, 2)).string(input);
  writer.uint32(tag(2, 2)).string(to).uint32(tag(4, 2)).string(op);
  for (const [name, value] of Object.entries(attributes))
    message(writer, 5, (attribute) => writeAttribute(attribute, name, value));
}

function writeAttribute(
  writer: Writer,
  name: string,
  value: number | string | readonly number[],
): void {
  const [INT, STRING, INTS] = [2, 3, 7];
  writer.uint32(tag(1, 2)).string(name);
  if (typeof value === 'number')
    writer.uint32(tag(3, 0)).int64(value).uint32(tag(20, 0)).int32(INT);
  else if (typeof value === 'string')
    writer.uint32(tag(4, 2)).string(value).uint32(tag(20, 0)).int32(STRING);
  else {
    for (const one of value) writer.uint32(tag(8, 0)).int64(one);
    writer.uint32(tag(20, 0)).int32(INTS);
  }
}

function writeTensor(writer: Writer, { name, dims, values }: TinyTensor): void {
  for (const dim of dims) writer.uint32(tag(1, 0)).int64(dim);
  writer.uint32(tag(2, 0)).int32(values instanceof Int8Array ? INT8 : FLOAT);
  writer.uint32(tag(8, 2)).string(name);
  writer.uint32(tag(9, 2)).bytes(new Uint8Array(values.buffer));
}

function writeValue(writer: Writer, name: string, dims: readonly number[], type: number): void {
  writer.uint32(tag(1, 2)).string(name);
  message(writer, 2, (valueType) =>
    message(valueType, 1, (tensor) => {
      tensor.uint32(tag(1, 0)).int32(type);
      message(tensor, 2, (shape) => {
        for (const dim of dims)
          message(shape, 1, (dimension) => dimension.uint32(tag(1, 0)).int64(dim));
      });
    }),
  );
}

function message(writer: Writer, field: number, write: (writer: Writer) => unknown): void {
  writer.uint32(tag(field, 2)).fork();
  write(writer);
  writer.ldelim();
}

/** Wire type 0 is a varint, 2 has a length. */
function tag(field: number, wireType: 0 | 2): number {
  return (field << 3) | wireType;
}
