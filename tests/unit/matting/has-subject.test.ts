import { hasSubject } from '../../../src/matting';
import { createAlphaMatte } from '../../../src/raster';

const matteOf = (width: number, alpha: ArrayLike<number>) =>
  createAlphaMatte({ width, height: alpha.length / width }, Float32Array.from(alpha));

describe('hasSubject', () => {
  it('finds a subject of one pixel in a small picture', () => {
    expect(hasSubject(matteOf(2, [0, 0, 0, 0.5]))).toBe(true);
  });

  it('finds none in a faint matte, however large its mean', () => {
    expect(hasSubject(matteOf(100, new Array(10_000).fill(0.49)))).toBe(false);
  });

  it('finds none in specks that are fewer than one pixel in twenty thousand', () => {
    const speck = new Float32Array(200 * 200);
    speck[17] = 1;

    expect(hasSubject(matteOf(200, speck))).toBe(false);
  });

  it('finds none in an empty matte of one pixel', () => {
    expect(hasSubject(matteOf(1, [0]))).toBe(false);
  });
});
