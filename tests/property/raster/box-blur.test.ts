import fc from 'fast-check';
import { boxBlur } from '../../../src/raster';

const plane = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc.record({
      extent: fc.constant({ width, height }),
      values: fc
        .array(fc.float({ min: 0, max: 1, noNaN: true }), {
          minLength: width * height,
          maxLength: width * height,
        })
        .map((values) => Float32Array.from(values)),
      radius: fc.integer({ min: 0, max: 30 }),
    }),
  );

describe('boxBlur', () => {
  it('is the mean over the square, as its definition says', () => {
    fc.assert(
      fc.property(plane, ({ extent, values, radius }) => {
        const blurred = boxBlur(values, extent, radius);

        const { width } = extent;
        const isNear = (i: number, j: number): boolean =>
          Math.abs((i % width) - (j % width)) <= radius &&
          Math.abs(Math.floor(i / width) - Math.floor(j / width)) <= radius;
        blurred.forEach((mean, i) => {
          const square = [...values].filter((_, j) => isNear(i, j));
          expect(mean).toBeCloseTo(
            square.reduce((sum, value) => sum + value, 0) / square.length,
            5,
          );
        });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps constants exactly', () => {
    fc.assert(
      fc.property(
        plane,
        fc.float({ min: 0, max: 1, noNaN: true }),
        ({ extent, values, radius }, c) => {
          const constant = new Float32Array(values.length).fill(c);

          expect(boxBlur(constant, extent, radius)).toEqual(constant);
        },
      ),
    );
  });
});
