import { localRange } from '../../../../src/matting/fuse/local-range';
import { createAlphaMatte } from '../../../../src/raster';

describe('localRange', () => {
  it('is the largest minus the smallest value in the square, also at borders', () => {
    // prettier-ignore
    const matte = createAlphaMatte({ width: 4, height: 3 }, Float32Array.of(
      0, 0, 0, 0,
      0, 0, 0, 0.5,
      1, 0, 0, 0,
    ));

    // prettier-ignore
    expect([...localRange(matte, 1)]).toEqual([
      0, 0, 0.5, 0.5,
      1, 1, 0.5, 0.5,
      1, 1, 0.5, 0.5,
    ]);
  });

  it.each([1, 2, 3, 8])('agrees with the definition at a radius of %i', (radius) => {
    const extent = { width: 7, height: 5 };
    const alpha = Float32Array.from({ length: 35 }, (_, i) => ((i * 37) % 101) / 101);

    const ranges = localRange(createAlphaMatte(extent, alpha), radius);

    expect(ranges).toEqual(
      Float32Array.from(alpha, (_, i) => {
        const square = [...alpha].filter(
          (_value, j) =>
            Math.abs((i % 7) - (j % 7)) <= radius &&
            Math.abs(Math.floor(i / 7) - Math.floor(j / 7)) <= radius,
        );
        return Math.max(...square) - Math.min(...square);
      }),
    );
  });
});
