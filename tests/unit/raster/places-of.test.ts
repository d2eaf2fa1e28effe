import { placesOf } from '../../../src/raster';

describe('placesOf', () => {
  it('gives a centre on the border of two pixels to both', () => {
    const { first, last } = placesOf(3, 2);

    expect([...first]).toEqual([0, 0, 1]);
    expect([...last]).toEqual([0, 1, 1]);
  });

  it('gives every pixel its own place where nothing is reduced', () => {
    const { first, last } = placesOf(4, 4);

    expect([...first]).toEqual([0, 1, 2, 3]);
    expect(last).toEqual(first);
  });
});
