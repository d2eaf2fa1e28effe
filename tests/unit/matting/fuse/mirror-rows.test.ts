import { mirrorBack, mirrorRows } from '../../../../src/matting/fuse';
import { createAlphaMatte } from '../../../../src/raster';

const matteOf = (width: number, alpha: number[]) =>
  createAlphaMatte({ width, height: alpha.length / width }, Float32Array.from(alpha));

describe('mirrorRows', () => {
  it('mirrors every row of every plane in place', () => {
    const planes = Float32Array.of(1, 2, 3, 4, 5, 6);

    mirrorRows(planes, 3);

    expect([...planes]).toEqual([3, 2, 1, 6, 5, 4]);
  });

  it('refuses values that are no whole rows', () => {
    const mirror = () => {
      mirrorRows(new Float32Array(5), 3);
    };

    expect(mirror).toThrow(new RangeError('Expected rows of 3 values but received 5 values'));
  });
});

describe('mirrorBack', () => {
  it('mirrors a copy and leaves the matte alone', () => {
    const matte = matteOf(3, [1, 0.5, 0, 0, 0, 1]);

    expect(mirrorBack(matte)).toEqual(matteOf(3, [0, 0.5, 1, 1, 0, 0]));
    expect(matte).toEqual(matteOf(3, [1, 0.5, 0, 0, 0, 1]));
  });
});
