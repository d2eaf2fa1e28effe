import { cutToOutput } from '../../../scripts/models/cut-to-output';
import { fieldOf, readFields, textsOf, writeFields } from '../../../scripts/models/protobuf-fields';
import type { Field } from '../../../scripts/models/protobuf-fields';

const text = (number: number, value: string): Field => fieldOf(number, Buffer.from(value));
const message = (number: number, ...fields: Field[]): Field => fieldOf(number, writeFields(fields));

const node = (inputs: string[], output: string, ...more: Field[]): Field =>
  message(1, ...inputs.map((input) => text(1, input)), text(2, output), ...more);
const initializer = (name: string): Field => message(5, text(8, name));
const declared = (number: 11 | 12 | 13, name: string): Field => message(number, text(1, name));

/** Two branches of one trunk; the nodes stand in the wrong order. */
const GRAPH = [
  node(['trunk', 'w-main'], 'main'),
  node(['trunk', 'w-side'], 'side'),
  node(['image', 'w-trunk'], 'trunk'),
  text(2, 'tiny'),
  initializer('w-side'),
  initializer('w-main'),
  initializer('w-trunk'),
  declared(11, 'image'),
  declared(12, 'main'),
  declared(12, 'side'),
  declared(13, 'trunk'),
  declared(13, 'side'),
];
const PRODUCER = text(2, 'by hand');
const modelOf = (...graph: Field[]): Uint8Array => writeFields([PRODUCER, message(7, ...graph)]);

function graphOf(model: Uint8Array): Field[] {
  const graph = readFields(model).find((field) => field.number === 7);
  return readFields(graph!.content);
}

/** What the graph declares under a field number, by the name that stands in `nameField`. */
function names(model: Uint8Array, number: number, nameField: number): string[] {
  return graphOf(model)
    .filter((field) => field.number === number)
    .flatMap((field) => textsOf(readFields(field.content), nameField));
}

describe('cutToOutput', () => {
  const prepared = cutToOutput(modelOf(...GRAPH), 'main');

  it('keeps the one output and the nodes that lead to it, producers first', () => {
    expect(names(prepared, 12, 1)).toEqual(['main']);
    expect(names(prepared, 1, 2)).toEqual(['trunk', 'main']);
  });

  it('drops initializers and shape notes that nothing uses any more', () => {
    expect(names(prepared, 5, 8)).toEqual(['w-main', 'w-trunk']);
    expect(names(prepared, 13, 1)).toEqual(['trunk']);
    expect(names(prepared, 11, 1)).toEqual(['image']);
  });

  it('keeps what it does not edit byte for byte', () => {
    const kept = [...readFields(prepared), ...graphOf(prepared)].map(({ raw }) => Buffer.from(raw));

    expect(kept).toContainEqual(Buffer.from(PRODUCER.raw));
    expect(kept).toContainEqual(Buffer.from(GRAPH[0]!.raw));
    expect(kept).toContainEqual(Buffer.from(text(2, 'tiny').raw));
  });

  it('keeps fields of every wire type, in repeated tags too', () => {
    const varint = Uint8Array.from([0x08, 0x96, 0x01]);
    const fixed = Uint8Array.from([0x15, 1, 2, 3, 4]);
    const model = Buffer.concat([varint, fixed, modelOf(...GRAPH)]);

    expect(Buffer.from(cutToOutput(model, 'main').subarray(0, 8))).toEqual(
      Buffer.concat([varint, fixed]),
    );
  });

  it('changes nothing the second time', () => {
    expect(cutToOutput(prepared, 'main')).toEqual(prepared);
  });

  it('refuses an output that the network lacks', () => {
    expect(() => cutToOutput(modelOf(...GRAPH), 'alpha')).toThrow(
      'The network has no output named alpha',
    );
  });

  it('refuses a graph inside a node, whose needs it cannot see', () => {
    const loop = node(['image'], 'main', message(5, message(6, text(2, 'body'))));

    expect(() => cutToOutput(modelOf(loop), 'main')).toThrow('control flow');
  });
});
