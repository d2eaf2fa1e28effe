import { renderMaskStrip } from '../../../src/matting';
import { createAlphaMatte, type Bounds } from '../../../src/raster';

describe('renderMaskStrip', () => {
  it('enlarges the matte bilinearly to 8 bits, rounded to nearest', () => {
    const matte = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(0, 1));

    // 0, ¼, ¾ and 1 of 255.
    expect(wholeMask(matte, { width: 4, height: 2 })).toEqual([0, 64, 191, 255, 0, 64, 191, 255]);
  });

  it('reduces the matte by weighing every pixel where the layer is smaller than it', () => {
    const matte = createAlphaMatte({ width: 5, height: 1 }, Float32Array.of(0, 0, 1, 0, 0));

    // The middle of 3 4 5 4 3 nineteenths: 5/19 · 255 = 67.1.
    expect(wholeMask(matte, { width: 1, height: 1 })).toEqual([67]);
  });

  it('hides what lies outside the bounds', () => {
    const matte = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(1));
    const bounds = { left: 1, top: 1, width: 2, height: 1 };

    expect(wholeMask(matte, { width: 4, height: 3 }, bounds)).toEqual([
      ...[0, 0, 0, 0],
      ...[0, 255, 255, 0],
      ...[0, 0, 0, 0],
    ]);
  });

  it('cuts what reaches beyond the document, without moving the rest', () => {
    const matte = createAlphaMatte({ width: 4, height: 1 }, Float32Array.of(0, 0.2, 0.4, 1));
    const bounds = { left: -1, top: -1, width: 4, height: 3 };

    expect(wholeMask(matte, { width: 2, height: 1 }, bounds)).toEqual([51, 102]);
  });

  it('is all hidden where the strip does not meet the bounds', () => {
    const matte = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(1));
    const bounds = { left: 0, top: 5, width: 2, height: 1 };
    const extent = { width: 2, height: 6 };

    expect([...renderMaskStrip(matte, { extent, bounds, top: 0, height: 5 })]).toEqual(
      Array<number>(10).fill(0),
    );
  });

  it.each([
    [-1, 2],
    [1, 2],
    [0, 0],
    [0.5, 1],
  ])('refuses rows %p, %p high, of a mask 2 high', (top, height) => {
    const matte = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(1));
    const extent = { width: 1, height: 2 };
    const bounds = { left: 0, top: 0, ...extent };

    expect(() => renderMaskStrip(matte, { extent, bounds, top, height })).toThrow(RangeError);
  });
});

function wholeMask(
  matte: ReturnType<typeof createAlphaMatte>,
  extent: { width: number; height: number },
  bounds: Bounds = { left: 0, top: 0, ...extent },
): number[] {
  return [...renderMaskStrip(matte, { extent, bounds, top: 0, height: extent.height })];
}
