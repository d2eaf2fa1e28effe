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

  it('finds none in a confident speck of less than one pixel in ten thousand', () => {
    const speck = new Float32Array(200 * 200);
    speck.fill(1, 17, 20);

    expect(hasSubject(matteOf(200, speck))).toBe(false);
  });

  it('finds one that is just large enough', () => {
    const small = new Float32Array(200 * 200);
    small.fill(1, 17, 21);

    expect(hasSubject(matteOf(200, small))).toBe(true);
  });

  it('finds none in confident noise, however many its pixels', () => {
    const noise = Float32Array.from({ length: 200 * 200 }, (_, i) => {
      const [x, y] = [i % 200, Math.trunc(i / 200)];
      return x % 5 === 0 && y % 5 === 0 ? 1 : 0;
    });

    expect(hasSubject(matteOf(200, noise))).toBe(false);
  });

  it('finds none in an empty matte of one pixel', () => {
    expect(hasSubject(matteOf(1, [0]))).toBe(false);
  });
});
