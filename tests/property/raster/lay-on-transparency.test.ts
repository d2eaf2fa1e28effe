import fc from 'fast-check';
import { createRgbImage, cropImage, layOnTransparency } from '../../../src/raster';

const side = fc.integer({ min: 1, max: 12 });
const gap = fc.integer({ min: 0, max: 5 });

/** An RGBA image, its place, and the extent of the picture around it. */
const laid = fc
  .record({ width: side, height: side, left: gap, top: gap, right: gap, bottom: gap })
  .chain(({ width, height, left, top, right, bottom }) =>
    fc.record({
      image: fc
        .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
        .map((pixels) => createRgbImage({ width, height }, 4, pixels)),
      place: fc.constant({ left, top, width, height }),
      extent: fc.constant({ width: left + width + right, height: top + height + bottom }),
    }),
  );

describe('an image laid on transparency', () => {
  it('is still there, pixel for pixel, where it was laid', () => {
    fc.assert(
      fc.property(laid, ({ image, place, extent }) => {
        const cut = cropImage(layOnTransparency(image, place, extent), place);

        expect(Buffer.compare(cut.pixels, image.pixels)).toBe(0);
      }),
    );
  });

  it('leaves everything around it transparent', () => {
    fc.assert(
      fc.property(laid, ({ image, place, extent }) => {
        const { pixels } = layOnTransparency(image, place, extent);

        const outside = pixels.filter((_value, index) => {
          const x = Math.floor(index / 4) % extent.width;
          const y = Math.floor(index / 4 / extent.width);
          return (
            x < place.left ||
            x >= place.left + place.width ||
            y < place.top ||
            y >= place.top + place.height
          );
        });
        expect(outside.every((value) => value === 0)).toBe(true);
      }),
    );
  });
});
