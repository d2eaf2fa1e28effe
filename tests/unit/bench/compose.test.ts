import { compose } from '../../../bench/quality/compose';
import { extendColours } from '../../../bench/quality/extend-colours';
import { createAlphaMatte, createRgbImage } from '../../../src/raster';

const grey = (values: readonly number[]) =>
  createRgbImage(
    { width: values.length, height: 1 },
    3,
    Uint8Array.from(values.flatMap((value) => [value, value, value])),
  );
const matte = (...values: number[]) =>
  createAlphaMatte({ width: values.length, height: 1 }, Float32Array.from(values));
const firstChannel = (pixels: Uint8Array) => [...pixels].filter((_, i) => i % 3 === 0);

describe('extendColours', () => {
  it('carries the nearest known colours outwards and leaves known pixels as they are', () => {
    const photo = grey([10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 200, 240]);
    const isKnown = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);

    const extended = firstChannel(extendColours(photo, isKnown));

    expect(extended.slice(0, 5)).toEqual([10, 10, 10, 10, 10]);
    // Two away from the nearer one only, then from both.
    expect(extended.slice(10)).toEqual([200, 220, 200, 240]);
  });

  it('fills a large picture from one pixel', () => {
    const photo = createRgbImage({ width: 70, height: 50 }, 3, new Uint8Array(70 * 50 * 3));
    photo.pixels.set([7, 8, 9]);
    const isKnown = new Uint8Array(70 * 50);
    isKnown[0] = 1;

    const extended = extendColours(photo, isKnown);

    expect([...extended.subarray(-3)]).toEqual([7, 8, 9]);
  });
});

describe('compose', () => {
  it('blends the foreground of one photograph with the background of another', () => {
    const subject = { photo: grey([200, 90, 0]), truth: matte(1, 0.25, 0) };
    const scene = { photo: grey([255, 40, 40]), truth: matte(1, 0, 0) };

    const composite = compose(subject, scene);

    expect(firstChannel(composite?.foreground.pixels ?? new Uint8Array())).toEqual([200, 200, 200]);
    expect(firstChannel(composite?.picture.pixels ?? new Uint8Array())).toEqual([200, 80, 40]);
  });

  it('gives nothing where no colour is known', () => {
    const veil = { photo: grey([1]), truth: matte(0.5) };

    expect(compose(veil, veil)).toBeUndefined();
  });
});
