import { createRgbImage, joinImages, type RgbImage } from '../../../src/raster';

const grey = (value: number, width = 1, height = 1): RgbImage =>
  createRgbImage({ width, height }, 3, new Uint8Array(width * height * 3).fill(value));

const veil = (value: number, alpha: number): RgbImage =>
  createRgbImage({ width: 1, height: 1 }, 4, Uint8Array.of(value, value, value, alpha));

describe('joinImages', () => {
  it('lays each piece at its place', () => {
    const pieces = [
      { image: grey(1), left: 0, top: 0 },
      { image: grey(2), left: 1, top: 0 },
      { image: grey(3, 2, 1), left: 0, top: 1 },
    ];

    const { channels, pixels } = joinImages(pieces, { width: 2, height: 2 });

    expect(channels).toBe(3);
    expect([...pixels]).toEqual([1, 2, 3, 3].flatMap((value) => [value, value, value]));
  });

  it('has an alpha where one piece has, and keeps that', () => {
    const pieces = [
      { image: grey(1), left: 0, top: 0 },
      { image: veil(2, 7), left: 1, top: 0 },
    ];

    const { channels, pixels } = joinImages(pieces, { width: 2, height: 1 });

    expect(channels).toBe(4);
    expect([...pixels]).toEqual([1, 1, 1, 255, 2, 2, 2, 7]);
  });

  it('is transparent where no piece is', () => {
    const pieces = [{ image: grey(9), left: 1, top: 1 }];

    const { pixels } = joinImages(pieces, { width: 2, height: 2 });

    expect([...pixels]).toEqual([...Array<number>(12).fill(0), 9, 9, 9, 255]);
  });

  it('refuses a piece that leaves the picture', () => {
    const pieces = [{ image: grey(9, 2, 1), left: 1, top: 0 }];

    expect(() => joinImages(pieces, { width: 2, height: 1 })).toThrow(RangeError);
  });
});
