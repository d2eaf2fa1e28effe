import { believe, DEFAULT_FUSION, fuseMattes, type Belief } from '../../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

const EXTENT = { width: 8, height: 8 };
const flat = (alpha: number): AlphaMatte =>
  createAlphaMatte(EXTENT, new Float32Array(64).fill(alpha));
/** What a network believes whose passes agree. */
const sure = (alpha: number): Belief => believe(flat(alpha), flat(alpha), EXTENT);
const halfGain = { ...DEFAULT_FUSION, gain: 0.5 };
const mid = ({ alpha }: AlphaMatte): number => alpha[36] ?? NaN;

describe('fuseMattes', () => {
  it('moves the odds by a power of the steady network’s odds', () => {
    // Odds 1 and 16, gain one half: 1 · √16 = 4, and 4 / (4 + 1) = 0.8.
    const fused = fuseMattes(flat(0.5), sure(16 / 17), halfGain);

    expect(mid(fused)).toBeCloseTo(0.8, 5);
  });

  it('makes a veiled interior more solid and counts what it mended', () => {
    const fused = fuseMattes(flat(0.6), sure(0.999));

    // Odds 0.6 / 0.4, moved by the cap: 1.5 · e^2.8.
    expect(mid(fused)).toBeCloseTo(0.961, 3);
    expect(fused.repairedPixels).toBe(64);
  });

  it('never moves further than the cap', () => {
    const fused = fuseMattes(flat(0.5), sure(1), { ...DEFAULT_FUSION, cap: 1 });

    expect(mid(fused)).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it('leaves veils alone when solid interiors are off, and still clears haze', () => {
    const settings = { ...DEFAULT_FUSION, solidInterior: false };

    expect(fuseMattes(flat(0.6), sure(0.99), settings)).toEqual({
      ...flat(0.6),
      repairedPixels: 0,
    });
    expect(mid(fuseMattes(flat(0.1), sure(0.001), settings))).toBeLessThan(0.01);
  });

  it('changes nothing where the steady network is undecided', () => {
    expect(mid(fuseMattes(flat(0.3), sure(0.5)))).toBeCloseTo(0.3, 6);
  });

  it('keeps exact zeros and ones', () => {
    expect(mid(fuseMattes(flat(0), sure(1)))).toBe(0);
    expect(mid(fuseMattes(flat(1), sure(0)))).toBe(1);
  });

  it('does not argue with an edge that the fine network sees', () => {
    const alpha = Float32Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0.01 : 0.99));
    const settings = { ...DEFAULT_FUSION, guardRadius: 1 / 8 };

    const fused = fuseMattes(createAlphaMatte(EXTENT, alpha), sure(0.99), settings);

    expect(fused.alpha[3]).toBeCloseTo(0.01, 6);
    expect(fused.alpha[0]).toBeGreaterThan(0.05);
  });

  it('moves the less, the less the steady network is trusted', () => {
    // Trust one half: 1 · √(√16) = 2, and 2 / (2 + 1).
    const doubted = { ...sure(16 / 17), trust: new Float32Array(64).fill(0.5) };

    expect(mid(fuseMattes(flat(0.5), doubted, halfGain))).toBeCloseTo(2 / 3, 5);
  });

  it('refuses a belief of another extent', () => {
    const other = believe(flat(1), flat(1), { width: 1, height: 1 });

    expect(() => fuseMattes(flat(0.5), other)).toThrow(
      new RangeError('Expected two mattes of 8×8 but received 1×1'),
    );
  });
});

describe('believe', () => {
  it('takes the mean of both passes, the mirrored one turned back', () => {
    const left = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(1, 0.5));
    const right = createAlphaMatte({ width: 2, height: 1 }, Float32Array.of(0.5, 1));

    const { alpha, trust } = believe(left, right, left);

    expect([...alpha]).toEqual([1, 0.5]);
    expect([...trust]).toEqual([1, 1]);
  });

  it('trusts passes the less, the further apart they are', () => {
    const { trust } = believe(flat(0.6), flat(0.5), EXTENT);

    // exp(−15 · 0.1)
    expect(trust[0]).toBeCloseTo(0.2231, 4);
  });

  it('stretches passes of a smaller extent', () => {
    const dot = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(0.25));

    expect(believe(dot, dot, EXTENT).alpha).toEqual(new Float32Array(64).fill(0.25));
  });
});
