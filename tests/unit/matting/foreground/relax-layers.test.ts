import { relaxLayers, type LayerEvidence } from '../../../../src/matting/foreground/relax-layers';
import { solveLayers } from '../../../../src/matting/foreground/solve-layers';
import { denseLayers } from '../../../support/dense-layers';

/** Strong enough that plain iterations converge, and unclamped colours stay in [0, 1]. */
const relaxation = { smoothness: 0.05, edgeSmoothness: 0.5, iterations: 3000 };

describe('relaxLayers', () => {
  it('converges to what a dense solver finds for the paper’s equation', () => {
    const evidence = blend(4, 3);
    const start = { foreground: new Float32Array(12), background: new Float32Array(12) };

    const { foreground, background } = relaxLayers(evidence, start, relaxation);

    expectClose([...foreground, ...background], denseLayers(evidence, relaxation), 1e-3);
  });

  it('solves a lone pixel by hand: the shortest step to a blend that explains it', () => {
    const lone = evidenceOf({ width: 1, height: 1 }, [0.75], [0.5]);
    const start = { foreground: Float32Array.of(0.5), background: Float32Array.of(0) };

    const { foreground, background } = relaxLayers(lone, start, { ...relaxation, iterations: 1 });

    // 0.375 is blended where 0.5 is seen; (0.75, 0.25) is the shortest way, 0.125 / (0.75² + 0.25²) = 0.2 times.
    expectClose([foreground[0]!, background[0]!], [0.65, 0.05], 1e-4);
  });

  it('leaves pixels that are not free as they are', () => {
    const evidence = blend(4, 3);
    const start = {
      foreground: new Float32Array(12).fill(0.3),
      background: new Float32Array(12).fill(0.6),
    };
    const isFree = new Uint8Array(12);
    isFree[5] = 1;

    const { foreground } = relaxLayers(evidence, start, { ...relaxation, isFree });

    expect(foreground[5]).not.toBeCloseTo(0.3);
    expect([...foreground].filter((value) => Math.abs(value - 0.3) > 1e-6)).toHaveLength(1);
  });
});

describe('solveLayers', () => {
  it('is where the dense solver is after few iterations a level', () => {
    const evidence = blend(8, 6);

    const { foreground } = solveLayers(evidence, { ...relaxation, iterations: 20 });

    expectClose([...foreground], denseLayers(evidence, relaxation).slice(0, 48), 0.02);
  });
});

/** A foreground that darkens to the right before a background that brightens downwards. */
function blend(width: number, height: number): LayerEvidence {
  const area = width * height;
  const alpha = Array.from({ length: area }, (_, i) => (((i % width) * 3 + i) % 7) / 6);
  const colour = alpha.map((a, i) => {
    const foreground = 0.8 - (0.3 * (i % width)) / width;
    const background = 0.2 + (0.2 * Math.floor(i / width)) / height;
    return a * foreground + (1 - a) * background;
  });
  return evidenceOf({ width, height }, alpha, colour);
}

function evidenceOf(
  extent: { width: number; height: number },
  alpha: readonly number[],
  colour: readonly number[],
): LayerEvidence {
  return {
    ...extent,
    alpha: Float32Array.from(alpha),
    alphaSquared: Float32Array.from(alpha, (a) => a * a),
    product: Float32Array.from(alpha, (a, i) => a * colour[i]!),
    colour: Float32Array.from(colour),
  };
}

function expectClose(received: readonly number[], expected: readonly number[], tolerance: number) {
  const distances = received.map((value, i) => Math.abs(value - expected[i]!));
  expect(received).toHaveLength(expected.length);
  expect(Math.max(...distances)).toBeLessThan(tolerance);
}
