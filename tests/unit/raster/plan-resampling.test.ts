import { planResampling } from '../../../src/raster/plan-resampling';

/** [first source pixel, weights without trailing zeros] of each target pixel. */
function tapsOf(sourceLength: number, targetLength: number): [number, number[]][] {
  const { tapCount, first, weights } = planResampling(sourceLength, targetLength);
  return [...first].map((from, t) => [
    from,
    [...weights.subarray(t * tapCount, (t + 1) * tapCount)].map((weight) => round(weight)),
  ]);
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

describe('planResampling', () => {
  it('takes each pixel for itself where nothing is scaled', () => {
    expect(tapsOf(3, 3)).toEqual([
      [0, [1, 0]],
      [1, [1, 0]],
      [1, [0, 1]],
    ]);
  });

  it('puts centres at half pixels when it enlarges: quarters and three quarters at twice the size', () => {
    expect(tapsOf(2, 4)).toEqual([
      [0, [1, 0]],
      [0, [0.75, 0.25]],
      [0, [0.25, 0.75]],
      [0, [0, 1]],
    ]);
  });

  it('widens the triangle by the ratio when it reduces, so that every source pixel counts', () => {
    // Centre of target 0 at 0.5 between source pixels 0 and 1, reach 2: distances ½ ½ 1½ give ¾ ¾ ¼, and pixel -1 is cut.
    expect(tapsOf(4, 2)).toEqual([
      [0, [0.428571, 0.428571, 0.142857, 0]],
      [0, [0, 0.142857, 0.428571, 0.428571]],
    ]);
  });

  it('weighs an odd reduction symmetrically around its centre', () => {
    // 5 → 1: centre at pixel 2, reach 5: 3/5, 4/5, 1, 4/5, 3/5, which add up to 19/5.
    expect(tapsOf(5, 1)).toEqual([[0, [3, 4, 5, 4, 3].map((fifths) => round(fifths / 19))]]);
  });

  it('repeats the only pixel of a source of one', () => {
    expect(tapsOf(1, 3)).toEqual([
      [0, [1]],
      [0, [1]],
      [0, [1]],
    ]);
  });

  it('plans a span with the very weights of the whole', () => {
    const whole = planResampling(7, 31);

    const span = planResampling(7, 31, { start: 11, length: 5 });

    expect([...span.first]).toEqual([...whole.first.subarray(11, 16)]);
    expect([...span.weights]).toEqual([
      ...whole.weights.subarray(11 * whole.tapCount, 16 * whole.tapCount),
    ]);
  });

  it.each([
    [0, 4, undefined],
    [4, 0, undefined],
    [4, 2.5, undefined],
    [4, 4, { start: -1, length: 2 }],
    [4, 4, { start: 3, length: 2 }],
    [4, 4, { start: 0, length: 0 }],
  ])('refuses %p to %p of %p', (sourceLength, targetLength, span) => {
    expect(() => planResampling(sourceLength, targetLength, span)).toThrow(RangeError);
  });
});
