import { clampUnit } from '../../../src/raster';

describe('clampUnit', () => {
  it.each([
    [-Infinity, 0],
    [-0, 0],
    [0.3, 0.3],
    [1, 1],
    [1.5, 1],
    [NaN, NaN],
  ])('makes %d %d', (value, expected) => {
    expect(clampUnit(value)).toBe(expected);
  });
});
