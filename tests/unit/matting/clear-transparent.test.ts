import { clearTransparent } from '../../../src/matting/clear-transparent';
import { createAlphaMatte, createRgbImage, type Extent } from '../../../src/raster';

/** White, transparent from that column on. */
function picture({ width, height }: Extent, transparentFrom: number, faint = 0) {
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    if (i % width >= transparentFrom) pixels[i * 4 + 3] = faint;
  return createRgbImage({ width, height }, 4, pixels);
}

function full({ width, height }: Extent) {
  return createAlphaMatte({ width, height }, new Float32Array(width * height).fill(0.75));
}

describe('a matte of a partly transparent picture', () => {
  it('has no subject beyond a margin of 20 in 1000 around what can be seen', () => {
    const extent = { width: 200, height: 1 };

    const { alpha } = clearTransparent(full(extent), picture(extent, 100));

    // Four pixels are the margin: the first of them is 1 away from the last visible pixel, the fourth is out of reach.
    expect([...alpha.subarray(98, 106)]).toEqual([0.75, 0.75, 0.75, 0.75, 0.75, 0, 0, 0]);
    expect(alpha.subarray(0, 100).every((value) => value === 0.75)).toBe(true);
    expect(alpha.subarray(105).every((value) => value === 0)).toBe(true);
  });

  it('has the subject where the picture can be seen, also through a coarser overview', () => {
    const matte = full({ width: 100, height: 50 });

    const { alpha } = clearTransparent(matte, picture({ width: 10, height: 5 }, 5));

    expect([0, 49, 52, 70, 99].map((x) => alpha[25 * 100 + x])).toEqual([0.75, 0.75, 0.75, 0, 0]);
  });

  it.each([
    ['without an alpha channel', createRgbImage({ width: 4, height: 1 }, 3, new Uint8Array(12))],
    ['that is opaque', picture({ width: 4, height: 1 }, 4)],
    ['that is nowhere wholly transparent', picture({ width: 4, height: 1 }, 2, 1)],
  ])('is the matte itself for a picture %s', (_which, image) => {
    const matte = full({ width: 4, height: 1 });

    expect(clearTransparent(matte, image)).toBe(matte);
  });

  it('is empty where nothing can be seen', () => {
    const extent = { width: 5, height: 3 };

    const { alpha } = clearTransparent(full(extent), picture(extent, 0));

    expect([...alpha].every((value) => value === 0)).toBe(true);
  });

  it('leaves what it was given as it is', () => {
    const matte = full({ width: 100, height: 1 });

    clearTransparent(matte, picture({ width: 100, height: 1 }, 10));

    expect(matte.alpha.every((value) => value === 0.75)).toBe(true);
  });
});
