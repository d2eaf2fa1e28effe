import fc from 'fast-check';
import {
  averageByAgreement,
  believe,
  finishLevels,
  fuseMattes,
  mirrorBack,
  uncertaintyOf,
} from '../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte } from '../../../src/raster';

const fraction = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.float({ min: 0, max: 1, noNaN: true }));
const matteOf = (width: number, height: number) =>
  fc
    .array(fraction, { minLength: width * height, maxLength: width * height })
    .map((alpha) => createAlphaMatte({ width, height }, Float32Array.from(alpha)));
const pair = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) => fc.tuple(matteOf(width, height), matteOf(width, height)));

const fuse = ([fine, steady]: [AlphaMatte, AlphaMatte]): AlphaMatte =>
  finishLevels(fuseMattes(fine, believe(steady, mirrorBack(steady), fine)));

describe('fusion', () => {
  it('stays in [0, 1], without a NaN', () => {
    fc.assert(
      fc.property(pair, (mattes) => {
        expect(fuse(mattes).alpha.every((alpha) => alpha >= 0 && alpha <= 1)).toBe(true);
      }),
    );
  });

  it('commutes with mirroring', () => {
    fc.assert(
      fc.property(pair, ([fine, steady]) => {
        expectClose(fuse([mirrorBack(fine), mirrorBack(steady)]), mirrorBack(fuse([fine, steady])));
      }),
    );
  });

  it('keeps constants constant', () => {
    fc.assert(
      fc.property(fraction, fraction, (fine, steady) => {
        const { alpha } = fuse([flat(fine), flat(steady)]);

        expect(Math.max(...alpha) - Math.min(...alpha)).toBeLessThan(1e-6);
      }),
    );
  });

  it('weighs passes with weights that add up to one: the mean lies between them', () => {
    fc.assert(
      fc.property(pair, fraction, ([one, other], steady) => {
        const belief = believe(flat(steady), flat(1 - steady), one);
        const mean = averageByAgreement([one, other], belief);

        mean.alpha.forEach((alpha, i) => {
          const ends = [one.alpha[i] ?? NaN, other.alpha[i] ?? NaN];
          expect(alpha).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-6);
          expect(alpha).toBeLessThanOrEqual(Math.max(...ends) + 1e-6);
        });
      }),
    );
  });

  it('believes no more than fully, and never not at all', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const { trust } = believe(one, other, one);

        expect(trust.every((value) => value > 0 && value <= 1)).toBe(true);
      }),
    );
  });
});

describe('uncertaintyOf', () => {
  it('stays in [0, 1], map and score, and grows with more passes', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const alone = uncertaintyOf(one);
        const both = uncertaintyOf(one, [one, other]);

        expect([...both.map, both.score].every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(both.map.every((value, i) => value >= (alone.map[i] ?? NaN))).toBe(true);
      }),
    );
  });
});

function flat(alpha: number): AlphaMatte {
  return createAlphaMatte({ width: 6, height: 5 }, new Float32Array(30).fill(alpha));
}

function expectClose(received: AlphaMatte, expected: AlphaMatte): void {
  const distances = received.alpha.map((alpha, i) => Math.abs(alpha - (expected.alpha[i] ?? NaN)));
  expect(Math.max(...distances)).toBeLessThan(1e-4);
}
