import { coverageOf } from '../../../src/matting';
import { createAlphaMatte } from '../../../src/raster';

describe('coverageOf', () => {
  it('is the mean of the matte', () => {
    const matte = createAlphaMatte({ width: 2, height: 2 }, Float32Array.of(0, 1, 0.5, 0.5));

    expect(coverageOf(matte)).toBe(0.5);
  });
});
