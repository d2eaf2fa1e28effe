import { boxBlur } from '../../../src/raster';

describe('boxBlur', () => {
  it('spreads an impulse over its square', () => {
    const impulse = new Float32Array(25);
    impulse[12] = 9;

    const blurred = boxBlur(impulse, { width: 5, height: 5 }, 1);

    // prettier-ignore
    expect([...blurred]).toEqual([
      0, 0, 0, 0, 0,
      0, 1, 1, 1, 0,
      0, 1, 1, 1, 0,
      0, 1, 1, 1, 0,
      0, 0, 0, 0, 0,
    ]);
  });

  it('averages only the pixels that exist at a border', () => {
    const blurred = boxBlur(Float32Array.of(0, 6, 3, 9), { width: 4, height: 1 }, 1);

    expect([...blurred]).toEqual([3, 3, 6, 6]);
  });

  it('does the same down a column', () => {
    const blurred = boxBlur(Float32Array.of(0, 6, 3, 9), { width: 1, height: 4 }, 1);

    expect([...blurred]).toEqual([3, 3, 6, 6]);
  });

  it('gives the plain mean where the radius is beyond the extent', () => {
    const blurred = boxBlur(Float32Array.of(1, 2, 3, 4, 5, 9), { width: 3, height: 2 }, 50);

    expect([...blurred]).toEqual([4, 4, 4, 4, 4, 4]);
  });

  it('copies at a radius of 0', () => {
    const values = Float32Array.of(0.25, 0.5, 0.75, 1);

    expect(boxBlur(values, { width: 2, height: 2 }, 0)).toEqual(values);
  });

  it('may write over its own source', () => {
    const values = Float32Array.of(0, 6, 3, 9);

    const blurred = boxBlur(values, { width: 4, height: 1 }, 1, values);

    expect(blurred).toBe(values);
    expect([...values]).toEqual([3, 3, 6, 6]);
  });

  it('refuses planes of another length', () => {
    const blur = () => boxBlur(new Float32Array(3), { width: 2, height: 2 }, 1);

    expect(blur).toThrow(new RangeError('Expected planes of 4 values but received 3 and 3'));
  });

  it.each([-1, 0.5, Number.NaN])('refuses a radius of %s', (radius) => {
    const blur = () => boxBlur(new Float32Array(4), { width: 2, height: 2 }, radius);

    expect(blur).toThrow(RangeError);
  });
});
