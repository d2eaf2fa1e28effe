import { fusePasses, DEFAULT_FUSION, settleDisputes } from '../../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte, type Extent } from '../../../../src/raster';

const EXTENT = { width: 40, height: 30 };

/** A solid head, and below it a stem of `alpha`, both on a clear ground. */
function flower(alpha: number): AlphaMatte {
  return draw((x, y) => {
    if (y < 12) return x >= 10 && x < 30 ? 1 : 0;
    return x >= 17 && x < 23 ? alpha : 0;
  });
}

function draw(alphaAt: (x: number, y: number) => number, extent: Extent = EXTENT): AlphaMatte {
  const { width, height } = extent;
  const alpha = Float32Array.from({ length: width * height }, (_, i) =>
    alphaAt(i % width, Math.floor(i / width)),
  );
  return createAlphaMatte(extent, alpha);
}

const spreadOf = (value: number): Float32Array => new Float32Array(40 * 30).fill(value);
const inStem = ({ alpha }: AlphaMatte): number => alpha[20 * 40 + 20] ?? NaN;

describe('settleDisputes', () => {
  it('makes a stem solid that is half transparent only because passes contradict each other', () => {
    const settled = settleDisputes(flower(0.6), spreadOf(0.8));

    expect(inStem(settled)).toBe(1);
    expect(settled.settledPixels).toBe(6 * 18);
  });

  it('leaves alone what all passes call translucent', () => {
    expect(settleDisputes(flower(0.6), spreadOf(0.3))).toEqual({
      ...flower(0.6),
      settledPixels: 0,
    });
  });

  it('leaves a disputed region that is less likely subject than not', () => {
    expect(inStem(settleDisputes(flower(0.45), spreadOf(0.8)))).toBeCloseTo(0.45, 6);
  });

  it('does not spread over the clear ground', () => {
    const settled = settleDisputes(flower(0.6), spreadOf(0.8));

    expect(settled.alpha.filter((alpha) => alpha > 0)).toHaveLength(12 * 20 + 18 * 6);
  });

  it('leaves a speck alone', () => {
    const extent = { width: 200, height: 100 };
    const speck = draw((x, y) => (x === 50 && y === 50 ? 0.6 : 0), extent);

    expect(settleDisputes(speck, new Float32Array(20_000).fill(1)).alpha).toEqual(speck.alpha);
  });

  it.each([
    { width: 1, height: 1 },
    { width: 1, height: 9 },
    { width: 9, height: 1 },
  ])('takes a matte of $width×$height', (extent) => {
    const matte = draw(() => 0.7, extent);

    expect(settleDisputes(matte, new Float32Array(matte.alpha.length).fill(1)).alpha).toEqual(
      new Float32Array(matte.alpha.length).fill(1),
    );
  });
});

describe('fusePasses without solid interiors', () => {
  it('leaves a veil as the passes see it', () => {
    const veil = flower(0.7);
    const solid = flower(1);
    const passes = { fine: veil, fineMirrored: veil, steady: solid, steadyMirrored: solid };

    const kept = fusePasses(passes, { ...DEFAULT_FUSION, solidInterior: false });

    expect(inStem(kept)).toBeCloseTo(0.7, 5);
    expect(kept.repairedPixels).toBe(0);
    expect(inStem(fusePasses(passes))).toBe(1);
  });
});
