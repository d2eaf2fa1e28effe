import { ELEMENT, GRAPH, TENSOR } from './onnx-fields';
import { fieldOf, integersOf, readFields, textsOf, varintOf, writeFields } from './protobuf-fields';
import type { Field } from './protobuf-fields';

/** An initializer of a graph: a constant, most often weights. */
export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** One of ELEMENT, or another of ONNX's numbers. */
  readonly element: number;
  /** Elements in order, little-endian. */
  readonly bytes: Uint8Array;
}

/** The tensor of an initializer's field; `bytes` are borrowed. @throws Error when its elements do not stand as bytes. */
export function readTensor(initializer: Field): Tensor {
  const fields = readFields(initializer.content);
  const [name = ''] = textsOf(fields, TENSOR.name);
  const [element = 0] = integersOf(fields, TENSOR.type);
  const bytes = fields.find(({ number }) => number === TENSOR.bytes)?.content;
  if (bytes === undefined) throw new Error(`The elements of ${name} do not stand as bytes`);
  return { name, dims: integersOf(fields, TENSOR.dims), element, bytes };
}

/** An initializer's field. */
export function writeTensor({ name, dims, element, bytes }: Tensor): Field {
  return fieldOf(
    GRAPH.initializer,
    writeFields([
      ...dims.map((length) => varintOf(TENSOR.dims, length)),
      varintOf(TENSOR.type, element),
      fieldOf(TENSOR.name, Buffer.from(name)),
      fieldOf(TENSOR.bytes, bytes),
    ]),
  );
}

/** The elements of a half or float tensor, exactly. Allocates 4 bytes an element. @throws Error for other elements. */
export function toFloats({ name, element, bytes }: Tensor): Float32Array {
  if (element === ELEMENT.float) return readFloats(bytes);
  if (element === ELEMENT.half) return readHalves(bytes);
  throw new Error(`${name} holds neither float nor half`);
}

/** A float tensor. Allocates its bytes. */
export function fromFloats(
  name: string,
  dims: readonly number[],
  values: ArrayLike<number>,
): Tensor {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i] ?? 0, true);
  return { name, dims, element: ELEMENT.float, bytes };
}

function readFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

function readHalves(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = fromHalf(view.getUint16(i * 2, true));
  return values;
}

/** IEEE 754 binary16: a sign, 5 bits of exponent with bias 15, 10 bits of fraction. Every half is a float exactly. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
