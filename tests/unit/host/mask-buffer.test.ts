import { toChunk } from '../../../src/bridge';
import { MaskBuffer } from '../../../src/host/mask-buffer';

describe('a mask made of strips', () => {
  const strip = (...grey: number[]) => toChunk(Uint8Array.from(grey), { deflate: true });

  it('takes them in any order', () => {
    const mask = new MaskBuffer({ width: 2, height: 3 });

    mask.writeStrip(2, 1, strip(5, 6));
    mask.writeStrip(0, 2, strip(1, 2, 3, 4));

    expect(mask.finished()).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });

  it('is not finished while rows are missing', () => {
    const mask = new MaskBuffer({ width: 2, height: 3 });
    mask.writeStrip(0, 2, strip(1, 2, 3, 4));

    expect(() => mask.finished()).toThrow(errorWith('bridge-corrupt', { missing: 1 }));
  });

  it.each([
    ['overlaps another', 1, 2, strip(1, 2, 3, 4)],
    ['reaches below the last row', 2, 2, strip(1, 2, 3, 4)],
    ['is narrower than the mask', 2, 1, strip(1)],
  ])('refuses a strip that %s', (_what, top, height, chunk) => {
    const mask = new MaskBuffer({ width: 2, height: 3 });
    mask.writeStrip(0, 2, strip(9, 9, 9, 9));

    expect(() => mask.writeStrip(top, height, chunk)).toThrow(errorWith('bridge-corrupt'));
    mask.writeStrip(2, 1, strip(7, 8));
    expect(mask.finished()).toEqual(Uint8Array.of(9, 9, 9, 9, 7, 8));
  });

  it('says so when there is no memory for it', () => {
    expect(() => new MaskBuffer({ width: 300_000, height: 300_000_000 })).toThrow(
      errorWith('host-failed'),
    );
  });
});

function errorWith(code: string, context: object = {}): Error {
  return expect.objectContaining({
    code,
    context: expect.objectContaining(context) as object,
  }) as Error;
}
