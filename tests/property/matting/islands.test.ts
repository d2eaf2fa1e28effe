import fc from 'fast-check';
import { mirrorRows } from '../../../src/matting/fuse';
import { cleanMatte, listIslands, type IslandChoice } from '../../../src/matting/islands';
import { createAlphaMatte, createRgbImage, type AlphaMatte } from '../../../src/raster';

const fraction = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.float({ min: 0, max: 1, noNaN: true }));
const extent = fc.record({
  width: fc.integer({ min: 1, max: 20 }),
  height: fc.integer({ min: 1, max: 20 }),
});
const matte = extent.chain((of) =>
  fc
    .array(fraction, { minLength: of.width * of.height, maxLength: of.width * of.height })
    .map((alpha) => createAlphaMatte(of, Float32Array.from(alpha))),
);
const seen = matte.chain((of) =>
  fc
    .uint8Array({ minLength: of.alpha.length * 3, maxLength: of.alpha.length * 3 })
    .map((pixels) => ({ matte: of, picture: createRgbImage(of, 3, pixels) })),
);
const choice: fc.Arbitrary<IslandChoice> = fc.record({
  holes: fc.constantFrom('auto' as const, 'keep' as const, 'cut' as const),
  speckFraction: fraction,
  largest: fc.integer({ min: 0, max: 3 }),
});

describe('cleanMatte', () => {
  it('stays in [0, 1], without a NaN, whatever is chosen', () => {
    fc.assert(
      fc.property(seen, choice, (source, chosen) => {
        const { alpha } = cleanMatte(source, chosen).matte;

        expect(alpha.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('changes nothing when every island stays', () => {
    fc.assert(
      fc.property(matte, (of) => {
        expect(cleanMatte({ matte: of }, { speckFraction: 0 }).matte).toEqual(of);
      }),
    );
  });

  it('removes specks and fills holes of a mirror image as of the picture', () => {
    fc.assert(
      fc.property(matte, fraction, (of, speckFraction) => {
        const chosen = { speckFraction, holes: 'keep' as const };

        expect(cleanMatte({ matte: mirrored(of) }, chosen).matte).toEqual(
          mirrored(cleanMatte({ matte: of }, chosen).matte),
        );
      }),
    );
  });

  it('leaves at most as many subjects as asked for', () => {
    fc.assert(
      fc.property(matte, fc.integer({ min: 0, max: 3 }), (of, largest) => {
        const { islands } = listIslands(cleanMatte({ matte: of }, { largest }));

        expect(islands.filter(({ kind }) => kind === 'subject').length).toBeLessThanOrEqual(
          largest,
        );
      }),
    );
  });

  it('leaves no hole where the subject is kept solid', () => {
    fc.assert(
      fc.property(matte, (of) => {
        const solid = cleanMatte({ matte: of }, { holes: 'keep', speckFraction: 0 });

        expect(listIslands(solid).islands.filter(({ kind }) => kind === 'hole')).toEqual([]);
      }),
    );
  });
});

function mirrored(of: AlphaMatte): AlphaMatte {
  const alpha = of.alpha.slice();
  mirrorRows(alpha, of.width);
  return createAlphaMatte(of, alpha);
}
