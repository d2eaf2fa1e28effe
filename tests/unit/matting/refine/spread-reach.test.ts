import { spreadReach } from '../../../../src/matting/refine/spread-reach';

describe('spreadReach', () => {
  it('gives each pixel the deepest disc over it', () => {
    const reach = new Float32Array(15).fill(-Infinity);
    reach[7] = 2.5;

    const depth = spreadReach(reach, { width: 5, height: 3 });

    const diagonal = 2.5 - Math.SQRT2;
    const row = [0.5 - (Math.SQRT2 - 1), diagonal, 1.5, diagonal, 0.5 - (Math.SQRT2 - 1)];
    expectClose(depth, [...row, 0.5, 1.5, 2.5, 1.5, 0.5, ...row]);
  });

  it('gives the mirrored depth where the discs are mirrored, to the last bit', () => {
    const reach = Float32Array.from({ length: 63 }, (_, i) =>
      i % 5 === 0 ? 4 * Math.sin(i) : -Infinity,
    );

    const depth = spreadReach(reach.slice(), { width: 9, height: 7 });

    const turned = spreadReach(reach.slice().reverse(), { width: 9, height: 7 });
    expect(turned.reverse()).toEqual(depth);
  });

  it('stays without depth where there is no disc', () => {
    const depth = spreadReach(new Float32Array(6).fill(-Infinity), { width: 2, height: 3 });

    expect([...depth]).toEqual(new Array(6).fill(-Infinity));
  });
});

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 3));
}
