import fc from 'fast-check';
import { mirrorBack } from '../../../src/matting/fuse';
import { mergeLook } from '../../../src/matting/second-look';
import { createAlphaMatte } from '../../../src/raster';

const EXTENT = { width: 240, height: 120 };
const GRAIN = { width: 24, height: 12 };

const matteOf = ({ width, height }: typeof GRAIN) =>
  fc
    .array(fc.float({ min: 0, max: 1, noNaN: true }), {
      minLength: width * height,
      maxLength: width * height,
    })
    .map((alpha) => createAlphaMatte({ width, height }, Float32Array.from(alpha)));

/** Parts that begin and end on whole pixels of the coarse matte. */
const partOf = fc
  .record({
    left: fc.integer({ min: 0, max: 12 }),
    top: fc.integer({ min: 0, max: 6 }),
    width: fc.integer({ min: 6, max: 12 }),
    height: fc.integer({ min: 3, max: 6 }),
  })
  .map(({ left, top, width, height }) => ({
    left: left * 10,
    top: top * 10,
    width: width * 10,
    height: height * 10,
  }));

describe('mergeLook', () => {
  it('stays in [0, 1], without a NaN', () => {
    fc.assert(
      fc.property(matteOf(GRAIN), matteOf(GRAIN), partOf, (coarse, matte, part) => {
        const { alpha } = mergeLook(coarse, { matte, part }, EXTENT);

        expect(alpha.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
    );
  });

  it('commutes with mirroring', () => {
    fc.assert(
      fc.property(matteOf(GRAIN), matteOf(GRAIN), partOf, (coarse, matte, part) => {
        const left = EXTENT.width - part.left - part.width;
        const mirrored = mergeLook(
          mirrorBack(coarse),
          { matte: mirrorBack(matte), part: { ...part, left } },
          EXTENT,
        );
        const expected = mirrorBack(mergeLook(coarse, { matte, part }, EXTENT));
        // Where a part ends between two pixels of the merged matte it may be placed one pixel off.
        const isWhole = (edge: number) => Number.isInteger((edge * expected.width) / EXTENT.width);
        fc.pre(isWhole(part.left) && isWhole(part.left + part.width));

        const distances = mirrored.alpha.map((a, i) => Math.abs(a - (expected.alpha[i] ?? NaN)));
        expect(Math.max(...distances)).toBeLessThan(1e-4);
      }),
    );
  });
});
