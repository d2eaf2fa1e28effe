import protobuf from 'protobufjs/minimal.js';

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** One field of a protobuf message as it stands in the file. */
export interface Field {
  readonly number: number;
  /** Tag and content, byte for byte. Borrowed from the message. */
  readonly raw: Uint8Array;
  /** The content of a length-delimited field (text, bytes or a message); empty for any other kind. */
  readonly content: Uint8Array;
}

/** The fields of a message in the file's order. Copies nothing. */
export function readFields(message: Uint8Array): Field[] {
  const reader = protobuf.Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const wireType = tag & 7;
    const content = wireType === LENGTH_DELIMITED ? reader.bytes() : skipped(reader, wireType);
    fields.push({ number: tag >>> 3, raw: message.subarray(start, reader.pos), content });
  }
  return fields;
}

function skipped(reader: protobuf.Reader, wireType: number): Uint8Array {
  reader.skipType(wireType);
  return new Uint8Array();
}

/** A length-delimited field with this content. */
export function fieldOf(number: number, content: Uint8Array): Field {
  const raw = protobuf.Writer.create()
    .uint32((number << 3) | LENGTH_DELIMITED)
    .bytes(content)
    .finish();
  return { number, raw, content };
}

/** A whole number ≥ 0. */
export function varintOf(number: number, value: number): Field {
  const raw = protobuf.Writer.create()
    .uint32((number << 3) | VARINT)
    .uint64(value)
    .finish();
  return { number, raw, content: new Uint8Array() };
}

/** The message of these fields, each byte for byte. */
export function writeFields(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.map((field) => field.raw));
}

/** The texts of every field of that number, in order. */
export function textsOf(fields: readonly Field[], number: number): string[] {
  return fields
    .filter((field) => field.number === number)
    .map((field) => Buffer.from(field.content).toString('utf8'));
}

/** The whole numbers of every field of that number, in order, whether packed into one field or each in its own. */
export function integersOf(fields: readonly Field[], number: number): number[] {
  return fields.filter((field) => field.number === number).flatMap(readIntegers);
}

function readIntegers({ raw, content }: Field): number[] {
  const tag = protobuf.Reader.create(raw).uint32();
  const isPacked = (tag & 7) === LENGTH_DELIMITED;
  const reader = protobuf.Reader.create(isPacked ? content : raw);
  if (!isPacked) reader.uint32();
  const integers: number[] = [];
  while (reader.pos < reader.len) integers.push(Number(reader.int64()));
  return integers;
}

/** The first field of that number within a message's field. */
export function childOf(message: Field, number: number): Field | undefined {
  return readFields(message.content).find((field) => field.number === number);
}
