import { mergeLook } from '../../../../src/matting/second-look';
import { createAlphaMatte, type AlphaMatte, type Bounds } from '../../../../src/raster';

const EXTENT = { width: 400, height: 400 };
const PART: Bounds = { left: 100, top: 100, width: 200, height: 200 };
const flat = (side: number, alpha: number): AlphaMatte =>
  createAlphaMatte({ width: side, height: side }, new Float32Array(side * side).fill(alpha));
const merge = (coarse: AlphaMatte, look: AlphaMatte, part = PART): AlphaMatte =>
  mergeLook(coarse, { matte: look, part }, EXTENT);
const at = ({ width, alpha }: AlphaMatte, x: number, y: number): number =>
  alpha[y * width + x] ?? NaN;

describe('mergeLook', () => {
  it('has the grain of the look', () => {
    expect(merge(flat(50, 0), flat(50, 0))).toMatchObject({ width: 100, height: 100 });
  });

  it('is never larger than 2048 pixels a side, however small the part', () => {
    const part = { left: 10, top: 10, width: 2, height: 4 };

    expect(merge(flat(20, 0), flat(20, 0), part)).toMatchObject({ width: 2048, height: 2000 });
  });

  it('weighs a look with twice the zoom three to one', () => {
    const merged = merge(flat(50, 0.5), flat(50, 0.58));

    expect(at(merged, 50, 50)).toBeCloseTo(0.5 + 0.75 * 0.08, 5);
  });

  it('leaves what lies outside the part alone, and fades in from its border', () => {
    const merged = merge(flat(50, 0.5), flat(50, 0.58));

    expect(at(merged, 20, 50)).toBe(0.5);
    expect(at(merged, 25, 50)).toBeGreaterThan(0.5);
    expect(at(merged, 25, 50)).toBeLessThan(0.53);
  });

  it('does not fade at the picture’s own border', () => {
    const part = { left: 0, top: 0, width: 200, height: 200 };
    const merged = merge(flat(50, 0.5), flat(50, 0.58), part);

    expect(at(merged, 0, 0)).toBeCloseTo(0.56, 5);
  });

  it('keeps the matte of the whole where the look tells another story', () => {
    expect(at(merge(flat(50, 1), flat(50, 0)), 50, 50)).toBe(1);
  });

  it('takes the finer edge of a look that tells the same story', () => {
    // Both edges lie in the middle; that of the whole is eight pixels of the merged matte wide, the look's one.
    const merged = merge(edge(250, 2), edge(500, 1));

    expect(at(merged, 501, 500)).toBeGreaterThan(0.8);
    expect(at(merged, 498, 500)).toBeLessThan(0.2);
  });

  it('keeps constants constant', () => {
    expect([...new Set(merge(flat(10, 1), flat(30, 1)).alpha)]).toEqual([1]);
    expect([...new Set(merge(flat(10, 0), flat(30, 0)).alpha)]).toEqual([0]);
  });
});

/** Clear on the left, solid on the right, and a straight passage of `width` pixels in the middle. */
function edge(side: number, width: number): AlphaMatte {
  const middle = (side - 1) / 2;
  const alpha = Float32Array.from({ length: side * side }, (_, i) =>
    Math.min(1, Math.max(0, ((i % side) - middle) / width + 0.5)),
  );
  return createAlphaMatte({ width: side, height: side }, alpha);
}
