import { averageMirrored, mirrorRows } from '../../../../src/matting/fuse';
import { createAlphaMatte } from '../../../../src/raster';

const matteOf = (width: number, alpha: number[]) =>
  createAlphaMatte({ width, height: alpha.length / width }, Float32Array.from(alpha));

describe('averageMirrored', () => {
  it('mirrors the second pass back before it averages', () => {
    const mean = averageMirrored(matteOf(3, [1, 0, 0, 0, 1, 0]), matteOf(3, [0, 0, 1, 0.5, 0, 1]));

    expect(mean).toEqual(matteOf(3, [1, 0, 0, 0.5, 0.5, 0.25]));
  });

  it('leaves a matte as it is when the mirrored pass agrees', () => {
    const matte = matteOf(3, [0.25, 0.5, 0.75]);

    expect(averageMirrored(matte, matteOf(3, [0.75, 0.5, 0.25]))).toEqual(matte);
  });

  it('refuses passes of another extent', () => {
    const average = () => averageMirrored(matteOf(3, [0, 0, 0]), matteOf(1, [0, 0, 0]));

    expect(average).toThrow(new RangeError('Expected two mattes of 3×1 but received 1×3'));
  });
});

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
