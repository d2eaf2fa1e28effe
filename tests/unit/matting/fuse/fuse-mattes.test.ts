import { DEFAULT_FUSION, fuseMattes } from '../../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

const EXTENT = { width: 8, height: 8 };
const flat = (alpha: number): AlphaMatte =>
  createAlphaMatte(EXTENT, new Float32Array(64).fill(alpha));
const mid = ({ alpha }: AlphaMatte): number => alpha[36] ?? NaN;

describe('fuseMattes', () => {
  it('moves the odds by a power of the steady network’s odds', () => {
    // Odds 1 and 16, gain one half: 1 · √16 = 4, and 4 / (4 + 1) = 0.8.
    const fused = fuseMattes(flat(0.5), flat(16 / 17));

    expect(mid(fused)).toBeCloseTo(0.8, 5);
  });

  it('makes a veiled interior more solid and counts what it mended', () => {
    const fused = fuseMattes(flat(0.6), flat(0.999));

    expect(mid(fused)).toBeGreaterThan(0.97);
    expect(fused.repairedPixels).toBe(64);
  });

  it('never moves further than the cap', () => {
    const fused = fuseMattes(flat(0.5), flat(1), { ...DEFAULT_FUSION, cap: 1 });

    expect(mid(fused)).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it('leaves veils alone when solid interiors are off, and still clears haze', () => {
    const settings = { ...DEFAULT_FUSION, solidInterior: false };

    expect(fuseMattes(flat(0.6), flat(0.99), settings)).toEqual({
      ...flat(0.6),
      repairedPixels: 0,
    });
    expect(mid(fuseMattes(flat(0.1), flat(0.001), settings))).toBeLessThan(0.01);
  });

  it('changes nothing where the steady network is undecided', () => {
    expect(mid(fuseMattes(flat(0.3), flat(0.5)))).toBeCloseTo(0.3, 6);
  });

  it('keeps exact zeros and ones', () => {
    expect(mid(fuseMattes(flat(0), flat(1)))).toBe(0);
    expect(mid(fuseMattes(flat(1), flat(0)))).toBe(1);
  });

  it('does not argue with an edge that the fine network sees', () => {
    const alpha = Float32Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0.01 : 0.99));
    const settings = { ...DEFAULT_FUSION, guardRadius: 1 / 8 };

    const fused = fuseMattes(createAlphaMatte(EXTENT, alpha), flat(0.99), settings);

    expect(fused.alpha[3]).toBeCloseTo(0.01, 6);
    expect(fused.alpha[0]).toBeGreaterThan(0.05);
  });

  it('stretches a steady matte of a smaller extent', () => {
    const steady = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(16 / 17));

    expect(mid(fuseMattes(flat(0.5), steady))).toBeCloseTo(0.8, 5);
  });
});
