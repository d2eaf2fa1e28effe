import {
  differenceOf,
  fromGolden,
  isTolerable,
  poolMatte,
  toGolden,
  TOLERANCE,
} from '../../../../src/engine/self-test/golden-matte';
import { createAlphaMatte } from '../../../../src/raster';

const AREA = 32 * 32;

describe('a golden matte', () => {
  it('holds 32 × 32 local means of a matte, whatever its extent', () => {
    const extent = { width: 128, height: 64 };
    const left = Float32Array.from({ length: 128 * 64 }, (_, i) => (i % 128 < 64 ? 1 : 0));

    const pooled = poolMatte(createAlphaMatte(extent, left));

    expect(pooled).toHaveLength(AREA);
    expect([pooled[0], pooled[14], pooled[17], pooled[31]]).toEqual([1, 1, 0, 0]);
  });

  it('survives the registry to half a level of 255', () => {
    const pooled = Float32Array.from({ length: AREA }, (_, i) => i / (AREA - 1));

    const golden = toGolden(pooled);

    expect(golden).toMatch(/^[\w+/]{1366}==$/);
    expect(differenceOf(fromGolden(golden), pooled).max).toBeLessThanOrEqual(0.5 / 255 + 1e-6);
  });
});

describe('differenceOf', () => {
  it('is the mean and the worst of the distances, either way', () => {
    const difference = differenceOf(Float32Array.of(0, 0.5, 1, 1), Float32Array.of(0, 1, 0.75, 1));

    expect(difference).toEqual({ mean: 0.1875, max: 0.5 });
  });

  it.each([
    ['a NaN', Float32Array.of(0, NaN)],
    ['fewer values', Float32Array.of(0)],
    ['more values', Float32Array.of(0, 0, 0)],
  ])('is no number, and so never tolerable, for %s', (_case, pooled) => {
    const difference = differenceOf(pooled, Float32Array.of(0, 0));

    expect(difference.mean).toBeNaN();
    expect(isTolerable(difference)).toBe(false);
  });
});

describe('isTolerable', () => {
  it.each([
    [TOLERANCE, true],
    [{ ...TOLERANCE, mean: TOLERANCE.mean * 1.01 }, false],
    [{ ...TOLERANCE, max: TOLERANCE.max * 1.01 }, false],
  ])('of %j is %s', (difference, expected) => {
    expect(isTolerable(difference)).toBe(expected);
  });
});
