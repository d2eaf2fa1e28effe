import { createHash } from 'node:crypto';
import { drawGoldenPicture } from '../../../../src/engine/self-test/golden-picture';
import { mirrorImage } from '../../../../src/raster';

describe('drawGoldenPicture', () => {
  it('draws the same bytes everywhere', () => {
    const { pixels } = drawGoldenPicture({ width: 320, height: 320 });

    expect(createHash('sha256').update(pixels).digest('hex')).toBe(
      'cff7bb07d22cba79c54df9c8c8778689ce4f8766b8c5fbfdd73c835ea089c422',
    );
  });

  it('has a warm subject on a cool ground, with horns of a few pixels', () => {
    const side = 320;
    const { pixels } = drawGoldenPicture({ width: side, height: side });
    const warmth = (u: number, v: number) => {
      const at = (Math.floor(v * side) * side + Math.floor(u * side)) * 3;
      return (pixels[at] ?? 0) - (pixels[at + 2] ?? 0);
    };

    expect(warmth(0.44, 0.66)).toBeGreaterThan(80);
    expect(warmth(0.1, 0.1)).toBeLessThan(-50);
    const horn = Array.from({ length: side }, (_, x) => warmth(x / side, 0.15)).filter(
      (value) => value > 50,
    );
    expect(horn.length).toBeGreaterThanOrEqual(4);
    expect(horn.length).toBeLessThan(12);
  });

  it('is another picture when it is mirrored', () => {
    const picture = drawGoldenPicture({ width: 64, height: 64 });

    expect(mirrorImage(picture).pixels).not.toEqual(picture.pixels);
  });

  it('draws into a single pixel', () => {
    expect(drawGoldenPicture({ width: 1, height: 1 }).pixels).toHaveLength(3);
  });
});
