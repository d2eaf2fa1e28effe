import { planSecondLook } from '../../../../src/matting/second-look';
import { createAlphaMatte, type AlphaMatte, type Bounds } from '../../../../src/raster';

/** A matte of 20×10 with a solid rectangle. */
function subjectAt({ left, top, width, height }: Bounds): AlphaMatte {
  const alpha = Float32Array.from({ length: 200 }, (_, i) => {
    const x = i % 20;
    const y = Math.floor(i / 20);
    return x >= left && x < left + width && y >= top && y < top + height ? 1 : 0;
  });
  return createAlphaMatte({ width: 20, height: 10 }, alpha);
}

describe('planSecondLook', () => {
  it('is the subject’s box in source pixels, with a margin', () => {
    const matte = subjectAt({ left: 8, top: 4, width: 4, height: 2 });

    // Ten source pixels for one: 40 wide, 20 high, a margin of 15 % of 40.
    expect(planSecondLook(matte, { width: 200, height: 100 })).toEqual({
      left: 74,
      top: 34,
      width: 52,
      height: 32,
    });
  });

  it('is cut at the picture’s border', () => {
    const matte = subjectAt({ left: 0, top: 0, width: 4, height: 2 });

    expect(planSecondLook(matte, { width: 200, height: 100 })).toEqual({
      left: 0,
      top: 0,
      width: 46,
      height: 26,
    });
  });

  it('is not worth it for a subject that fills more than half of the picture', () => {
    const matte = subjectAt({ left: 1, top: 1, width: 16, height: 8 });

    expect(planSecondLook(matte, { width: 200, height: 100 })).toBeUndefined();
  });

  it('is nothing without a subject', () => {
    const nothing = createAlphaMatte({ width: 2, height: 2 }, new Float32Array(4).fill(0.4));

    expect(planSecondLook(nothing, { width: 200, height: 100 })).toBeUndefined();
  });

  it('follows a picture that the matte is stretched over', () => {
    const matte = subjectAt({ left: 8, top: 4, width: 2, height: 2 });

    expect(planSecondLook(matte, { width: 20, height: 1000 })).toEqual({
      left: 0,
      top: 370,
      width: 20,
      height: 260,
    });
  });
});
