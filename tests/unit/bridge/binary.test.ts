import { CHUNK_BYTES, type Chunk, fromChunk, toChunk } from '../../../src/bridge';
import { OffcutError } from '../../../src/support';

const NINE_DIGITS = Uint8Array.from('123456789', (digit) => digit.charCodeAt(0));

interface NativeBase64 {
  toBase64?: (this: Uint8Array) => string;
}
interface NativeBase64Constructor {
  fromBase64?: (text: string) => Uint8Array;
}

describe('chunks', () => {
  it('carry length, CRC-32 and base64 of the raw bytes', () => {
    const chunk = toChunk(NINE_DIGITS);

    // 0xcbf43926 is the check value of CRC-32/ISO-HDLC for these nine digits.
    expect(chunk).toEqual({
      byteLength: 9,
      crc32: 0xcbf43926 | 0,
      encoding: 'base64',
      text: 'MTIzNDU2Nzg5',
    });
  });

  it('give back what went in, deflated or not', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * index) % 251);

    expect(fromChunk(toChunk(bytes))).toEqual(bytes);
    expect(fromChunk(toChunk(bytes, { deflate: true }))).toEqual(bytes);
  });

  it('carry nothing at all', () => {
    const none = new Uint8Array(0);

    expect(fromChunk(toChunk(none))).toEqual(none);
    expect(fromChunk(toChunk(none, { deflate: true }))).toEqual(none);
  });

  it('make a mask much smaller when deflated', () => {
    const white = new Uint8Array(1_000_000).fill(255);

    expect(toChunk(white, { deflate: true }).text.length).toBeLessThan(10_000);
  });

  it('take a deflated strip that is larger than one message', () => {
    const white = new Uint8Array(4 * CHUNK_BYTES).fill(255);

    expect(fromChunk(toChunk(white, { deflate: true }))).toHaveLength(4 * CHUNK_BYTES);
  });

  it('refuse to be made larger than one message may be', () => {
    expect(() => toChunk(new Uint8Array(CHUNK_BYTES + 1))).toThrow(RangeError);
  });

  it.each<[string, Partial<Chunk>]>([
    ['a changed letter', { text: 'MTIzNDU2Nzg6' }],
    ['text that is no base64', { text: '%%%%' }],
    ['text that is cut off', { text: 'MTIzNDU2' }],
    ['text of an impossible length', { text: 'MTIzN' }],
    ['another checksum', { crc32: 1 }],
    ['another length', { byteLength: 8 }],
    ['a deflate stream that is none', { encoding: 'deflate+base64' }],
  ])('are refused with %s', (_what, change) => {
    const damaged = { ...toChunk(NINE_DIGITS), ...change };

    expect(() => fromChunk(damaged)).toThrow(errorWith('bridge-corrupt'));
  });

  it('are refused when they are not as long as the receiver expects', () => {
    expect(() => fromChunk(toChunk(NINE_DIGITS), 10)).toThrow(OffcutError);
  });

  it('are not inflated past the promised length', () => {
    const bomb = toChunk(new Uint8Array(8_000_000), { deflate: true });
    const { crc32 } = toChunk(new Uint8Array(16));

    expect(() => fromChunk({ ...bomb, byteLength: 16, crc32 })).toThrow(
      errorWith('bridge-corrupt'),
    );
  });

  it('are refused when deflated text ends early', () => {
    const chunk = toChunk(
      Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
      {
        deflate: true,
      },
    );

    const cutOff = { ...chunk, text: chunk.text.slice(0, 400) };

    expect(() => fromChunk(cutOff)).toThrow(errorWith('bridge-corrupt'));
  });
});

describe('chunks in an engine with native base64', () => {
  const prototype = Uint8Array.prototype as NativeBase64;
  const constructor = Uint8Array as unknown as NativeBase64Constructor;
  const { toBase64 } = prototype;
  const { fromBase64 } = constructor;
  const used: string[] = [];

  beforeEach(() => {
    prototype.toBase64 = function toBase64() {
      used.push('toBase64');
      return Buffer.from(this).toString('base64');
    };
    constructor.fromBase64 = (text) => {
      used.push('fromBase64');
      if (text.length % 4 !== 0) throw new SyntaxError('bad base64');
      return new Uint8Array(Buffer.from(text, 'base64'));
    };
  });

  afterEach(() => {
    if (toBase64) prototype.toBase64 = toBase64;
    else delete prototype.toBase64;
    if (fromBase64) constructor.fromBase64 = fromBase64;
    else delete constructor.fromBase64;
  });

  it('use it, with the same text and the same refusals', () => {
    const chunk = toChunk(NINE_DIGITS);

    expect(chunk.text).toBe('MTIzNDU2Nzg5');
    expect(fromChunk(chunk)).toEqual(NINE_DIGITS);
    expect(() => fromChunk({ ...chunk, text: 'MTIzN' })).toThrow(OffcutError);
    expect(used).toEqual(['toBase64', 'fromBase64', 'fromBase64']);
  });
});

function errorWith(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}
