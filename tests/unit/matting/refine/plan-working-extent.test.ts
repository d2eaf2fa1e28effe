import { planWorkingExtent } from '../../../../src/matting/refine/plan-working-extent';

const source = { width: 6000, height: 4000 };
const roomy = { workingSide: 2048, workingBytes: 400e6 };

describe('planWorkingExtent', () => {
  it('is the source up to the working side, even where the band is everything', () => {
    expect(planWorkingExtent(plan(1), { width: 2048, height: 2048 }, roomy)).toEqual({
      width: 2048,
      height: 2048,
    });
    expect(planWorkingExtent(plan(1), source, roomy)).toEqual({ width: 2048, height: 1365 });
  });

  it('shrinks with the memory that it may take, in proportion', () => {
    const { width, height } = planWorkingExtent(plan(1), source, { ...roomy, workingBytes: 50e6 });

    expect(width * height * 94).toBeLessThanOrEqual(50e6);
    expect(width * height * 94).toBeGreaterThan(49e6);
    expect(width / height).toBeCloseTo(1.5, 2);
  });

  it('leaves a narrow band finer than a wide one', () => {
    const tight = { ...roomy, workingBytes: 50e6 };

    const narrow = planWorkingExtent(plan(0.1), source, tight);

    expect(narrow.width).toBeGreaterThan(planWorkingExtent(plan(1), source, tight).width);
  });

  it('is never less than a pixel', () => {
    expect(planWorkingExtent(plan(1), source, { ...roomy, workingBytes: 1 })).toEqual({
      width: 1,
      height: 1,
    });
  });
});

/** A band over a share of the grid. */
function plan(share: number) {
  const depth = Float32Array.from({ length: 600 }, (_, i) => (i < share * 600 ? 1 : -9));
  return { width: 30, height: 20, depth, transition: new Float32Array(600) };
}
