import { fromFloats, readTensor, toFloats, writeTensor } from '../../../scripts/models/tensors';
import { fieldOf, varintOf } from '../../../scripts/models/protobuf-fields';
import { message, text } from '../../support/network-fields';

const half = (...bits: number[]) => ({
  name: 'w',
  dims: [bits.length],
  element: 10,
  bytes: new Uint8Array(Uint16Array.from(bits).buffer),
});

describe('toFloats', () => {
  it.each([
    ['one', 0x3c00, 1],
    ['minus two', 0xc000, -2],
    ['a third, as near as a half gets', 0x3555, 1365 / 4096],
    ['the largest', 0x7bff, 65504],
    ['the smallest normal', 0x0400, 2 ** -14],
    ['the largest below normal', 0x03ff, 1023 * 2 ** -24],
    ['the smallest', 0x0001, 2 ** -24],
    ['minus zero', 0x8000, -0],
    ['minus infinity', 0xfc00, -Infinity],
    ['no number', 0x7e00, NaN],
  ])('widens %s exactly', (_name, bits, value) => {
    expect(toFloats(half(bits))[0]).toBe(value);
  });

  it('widens neighbours to values that grow, across every change of the exponent', () => {
    const values = toFloats(half(...Array.from({ length: 0x7c00 }, (_, bits) => bits)));

    expect(values.slice(1).every((value, i) => value > (values[i] ?? Infinity))).toBe(true);
  });

  it('reads back the floats that were written', () => {
    const values = [0.1, -3, 1e-30].map(Math.fround);

    expect([...toFloats(fromFloats('w', [3], values))]).toEqual(values);
  });

  it('refuses integers', () => {
    const steps = { name: 'w.steps', dims: [1], element: 3, bytes: Uint8Array.of(1) };

    expect(() => toFloats(steps)).toThrow('w.steps holds neither float nor half');
  });
});

describe('readTensor', () => {
  const tensor = { name: 'w', dims: [300, 1], element: 3, bytes: new Uint8Array(300).fill(7) };

  it('reads back what was written', () => {
    expect(readTensor(writeTensor(tensor))).toEqual({ ...tensor, bytes: Buffer.alloc(300, 7) });
  });

  it('reads lengths that are packed into one field', () => {
    const packed = fieldOf(1, Uint8Array.of(0xac, 0x02, 0x01));
    const field = message(5, packed, varintOf(2, 3), text(8, 'w'), fieldOf(9, tensor.bytes));

    expect(readTensor(field).dims).toEqual([300, 1]);
  });

  it('refuses elements that do not stand as bytes', () => {
    expect(() => readTensor(message(5, varintOf(2, 1), text(8, 'w')))).toThrow(
      'The elements of w do not stand as bytes',
    );
  });
});
