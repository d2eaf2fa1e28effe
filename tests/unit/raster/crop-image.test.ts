import { createRgbImage, cropImage } from '../../../src/raster';

const IMAGE = createRgbImage(
  { width: 3, height: 2 },
  3,
  Uint8Array.from({ length: 18 }, (_, i) => i),
);

describe('cropImage', () => {
  it('gives the rows and columns of the part', () => {
    const part = cropImage(IMAGE, { left: 1, top: 1, width: 2, height: 1 });

    expect(part).toEqual({
      width: 2,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(12, 13, 14, 15, 16, 17),
    });
  });

  it('gives a copy of the whole', () => {
    const whole = cropImage(IMAGE, { left: 0, top: 0, width: 3, height: 2 });

    expect(whole).toEqual(IMAGE);
    expect(whole.pixels).not.toBe(IMAGE.pixels);
  });

  it.each([
    ['left', { left: -1, top: 0, width: 2, height: 1 }],
    ['above', { left: 0, top: -1, width: 2, height: 1 }],
    ['right', { left: 2, top: 0, width: 2, height: 1 }],
    ['below', { left: 0, top: 1, width: 1, height: 2 }],
  ])('refuses a part that leaves the image: %s', (_name, bounds) => {
    expect(() => cropImage(IMAGE, bounds)).toThrow(RangeError);
  });
});
