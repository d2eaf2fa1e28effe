import { toAlphaMatte } from '../../../src/matting/to-alpha-matte';

const EXTENT = { width: 3, height: 1 };
const NONE = { activation: 'none' } as const;
const SIGMOID = { activation: 'sigmoid' } as const;

describe('toAlphaMatte', () => {
  it('clamps probabilities to [0, 1]', () => {
    const matte = toAlphaMatte(outputOf(-0.25, 0.5, 1.5), EXTENT, NONE);

    expect([...matte.alpha]).toEqual([0, 0.5, 1]);
  });

  it('turns logits into probabilities, infinite ones too', () => {
    const matte = toAlphaMatte(outputOf(0, -Infinity, Infinity), EXTENT, SIGMOID);

    expect([...matte.alpha]).toEqual([0.5, 0, 1]);
  });

  it('gives 1 / (1 + e⁻ˣ)', () => {
    const matte = toAlphaMatte(outputOf(1, -1, 2), EXTENT, SIGMOID);

    expect(matte.alpha[0]).toBeCloseTo(0.7310586, 6);
    expect(matte.alpha[1]).toBeCloseTo(0.2689414, 6);
    expect(matte.alpha[2]).toBeCloseTo(0.8807971, 6);
  });

  it('leaves a faint output faint: nothing is stretched to full range', () => {
    const matte = toAlphaMatte(outputOf(0, 0.01, 0.02), EXTENT, NONE);

    expect(Math.max(...matte.alpha)).toBeCloseTo(0.02, 6);
  });

  it('refuses a NaN and says where it is', () => {
    const failure = failureOf(() => toAlphaMatte(outputOf(0, NaN, 1), EXTENT, NONE));

    expect(failure).toMatchObject({ code: 'unexpected-output', context: { index: 1 } });
  });

  it.each([[[1, 3, 1, 1]], [[1, 1, 3, 1]], [[1, 3]], [[]]])('refuses the shape %p', (dims) => {
    const output = { dims, values: new Float32Array(3) };

    const failure = failureOf(() => toAlphaMatte(output, EXTENT, NONE));

    expect(failure).toMatchObject({
      code: 'unexpected-output',
      context: { expected: '1×1×1×3', received: dims.join('×') },
    });
  });
});

function outputOf(...values: number[]) {
  return { dims: [1, 1, 1, values.length], values: Float32Array.from(values) };
}

function failureOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
