import { createRgbImage, flattenOverWhite } from '../../../src/raster';

describe('flattenOverWhite', () => {
  it('shows white through what is transparent and keeps what is opaque', () => {
    const pixels = Uint8Array.of(10, 20, 30, 0, 10, 20, 30, 255, 0, 100, 255, 128);
    const image = createRgbImage({ width: 3, height: 1 }, 4, pixels);

    const flat = flattenOverWhite(image);

    // Third pixel: 0·α + 255·(1 − α) = 127, 100·α + … = 177.2, 255, with α = 128/255.
    expect(flat).toEqual({
      width: 3,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(255, 255, 255, 10, 20, 30, 127, 177, 255),
    });
  });

  it('hands an image without alpha back as it is', () => {
    const image = createRgbImage({ width: 1, height: 1 }, 3, Uint8Array.of(1, 2, 3));

    expect(flattenOverWhite(image)).toBe(image);
  });
});
