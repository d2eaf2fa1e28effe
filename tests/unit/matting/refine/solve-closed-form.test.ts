import { solveClosedForm } from '../../../../src/matting/refine/solve-closed-form';
import { denseClosedForm } from '../../../support/dense-closed-form';

const extent = { width: 5, height: 4 };
/** Two colours with a blend between them and a little texture, so that no window is degenerate. */
const guide = Float32Array.from({ length: 60 }, (_, k) => {
  const x = Math.floor(k / 3) % extent.width;
  return 0.2 + 0.15 * x * (1 - (k % 3) / 4) + 0.05 * Math.sin(7 * k);
});
const prior = Float32Array.from({ length: 20 }, (_, i) => (i % extent.width) / 4);

describe('solveClosedForm', () => {
  it('finds what a dense solver finds for Levin’s matrix', () => {
    const isUnknown = new Uint8Array(20).fill(1);
    const weight = Float32Array.from({ length: 20 }, (_, i) => 0.001 + 0.01 * (i % 3));
    const system = { ...extent, guide, isUnknown, prior, weight, epsilon: 1e-3 };

    const { alpha } = solveClosedForm(system, prior.slice(), { iterations: 200, tolerance: 1e-9 });

    expectClose(alpha, denseClosedForm(system), 1e-4);
  });

  it('holds known pixels and solves the others as the dense solver does', () => {
    const isUnknown = Uint8Array.from({ length: 20 }, (_, i) => (i % 5 > 0 && i % 5 < 4 ? 1 : 0));
    const weight = new Float32Array(20).fill(1e-3);
    const system = { ...extent, guide, isUnknown, prior, weight, epsilon: 1e-3 };

    const { alpha } = solveClosedForm(system, prior.slice(), { iterations: 200, tolerance: 1e-9 });

    expectClose(alpha, denseClosedForm(system), 1e-4);
    expect(alpha.filter((_, i) => !isUnknown[i])).toEqual(prior.filter((_, i) => !isUnknown[i]));
  });

  it.each([
    [1, 1],
    [1, 7],
    [2, 3],
  ])('returns the prior of an image of %i×%i, where no window fits', (width, height) => {
    const area = width * height;
    const flat = new Float32Array(area).fill(0.4);
    const system = {
      ...{ width, height, guide: new Float32Array(area * 3), prior: flat },
      ...{ isUnknown: new Uint8Array(area).fill(1), weight: flat, epsilon: 1e-5 },
    };

    const { alpha } = solveClosedForm(system, flat.slice(), { iterations: 5, tolerance: 1e-4 });

    expect(alpha).toEqual(flat);
  });
});

function expectClose(actual: Float32Array, expected: readonly number[], tolerance: number): void {
  const worst = Math.max(...Array.from(actual, (v, i) => Math.abs(v - (expected[i] ?? NaN))));
  expect(worst).toBeLessThan(tolerance);
}
