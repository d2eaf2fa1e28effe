import { createRgbImage, mirrorImage } from '../../../src/raster';

describe('mirrorImage', () => {
  it('exchanges left and right in each row and keeps each pixel whole', () => {
    const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    const image = createRgbImage({ width: 2, height: 2 }, 3, pixels);

    const mirrored = mirrorImage(image);

    expect(mirrored).toEqual({
      ...image,
      pixels: Uint8Array.of(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9),
    });
    expect(image.pixels[0]).toBe(1);
  });

  it.each([
    ['one pixel', 1, 1],
    ['one column', 1, 5],
    ['an odd row with alpha', 5, 1],
  ])('gives back every value when done twice: %s', (_name, width, height) => {
    const pixels = Uint8Array.from({ length: width * height * 4 }, (_, i) => i);
    const image = createRgbImage({ width, height }, 4, pixels);

    expect(mirrorImage(mirrorImage(image))).toEqual(image);
  });
});
