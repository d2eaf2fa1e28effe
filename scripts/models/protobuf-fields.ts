import protobuf from 'protobufjs/minimal.js';

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
