import { uncertaintyOf } from '../../../../src/matting/fuse';
import { createAlphaMatte } from '../../../../src/raster';

const rowOf = (...alpha: number[]) =>
  createAlphaMatte({ width: alpha.length, height: 1 }, Float32Array.from(alpha));

describe('uncertaintyOf', () => {
  it('is 4α(1 − α) between 0.05 and 0.95, and 0 beyond', () => {
    const { map } = uncertaintyOf(rowOf(0, 0.04, 0.25, 0.5, 0.96, 1));

    expect([...map]).toEqual([0, 0, 0.75, 1, 0, 0]);
  });

  it('is the spread of the passes where that is larger', () => {
    const { map } = uncertaintyOf(rowOf(0, 1, 0.5), [rowOf(0, 0.25, 0.5), rowOf(0, 1, 0.5)]);

    expect([...map]).toEqual([0, 0.75, 1]);
  });

  it('scores a settled matte 0, an empty one too, and nothing but haze 1', () => {
    expect(uncertaintyOf(rowOf(0, 1, 1)).score).toBe(0);
    expect(uncertaintyOf(rowOf(0, 0)).score).toBe(0);
    expect(uncertaintyOf(rowOf(0.5, 0.5)).score).toBe(1);
  });

  it('scores a soft edge against the size of its subject', () => {
    const small = uncertaintyOf(rowOf(0, 0.5, 1)).score;
    const large = uncertaintyOf(rowOf(0, 0.5, 1, 1, 1)).score;

    expect(small).toBe(0.5);
    expect(large).toBe(0.25);
  });

  it('refuses a pass of another extent', () => {
    expect(() => uncertaintyOf(rowOf(0, 1), [rowOf(0)])).toThrow(RangeError);
  });
});
