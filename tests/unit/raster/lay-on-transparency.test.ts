import { createRgbImage, layOnTransparency } from '../../../src/raster';

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const NONE = [0, 0, 0, 0];

describe('an image on transparency', () => {
  const image = createRgbImage({ width: 2, height: 1 }, 3, Uint8Array.from([...RED, ...GREEN]));

  it('lies at its place, opaque where it has no alpha', () => {
    const place = { left: 1, top: 1, width: 2, height: 1 };

    const laid = layOnTransparency(image, place, { width: 3, height: 2 });

    expect(laid).toMatchObject({ width: 3, height: 2, channels: 4 });
    expect([...laid.pixels]).toEqual([
      ...[NONE, NONE, NONE].flat(),
      ...[NONE, [...RED, 255], [...GREEN, 255]].flat(),
    ]);
  });

  it('keeps its alpha', () => {
    const dot = createRgbImage({ width: 1, height: 1 }, 4, Uint8Array.of(1, 2, 3, 4));

    const laid = layOnTransparency(
      dot,
      { left: 1, top: 0, width: 1, height: 1 },
      { width: 2, height: 1 },
    );

    expect([...laid.pixels]).toEqual([...NONE, 1, 2, 3, 4]);
  });

  it('comes back as it is where it fills the picture', () => {
    const place = { left: 0, top: 0, width: 2, height: 1 };

    expect(layOnTransparency(image, place, place)).toBe(image);
  });

  it('takes the nearest pixels where its place has another extent', () => {
    const place = { left: 0, top: 0, width: 5, height: 2 };

    const laid = layOnTransparency(image, place, place);

    const row = [RED, RED, GREEN, GREEN, GREEN].flatMap((colour) => [...colour, 255]);
    expect([...laid.pixels]).toEqual([...row, ...row]);
  });

  it.each([
    { left: 2, top: 0, width: 2, height: 1 },
    { left: -1, top: 0, width: 2, height: 1 },
    { left: 0, top: 2, width: 2, height: 1 },
  ])('cannot lie outside the picture: %j', (place) => {
    expect(() => layOnTransparency(image, place, { width: 3, height: 2 })).toThrow(RangeError);
  });
});
