import { clampUnit, createAlphaMatte, type AlphaMatte, type Extent } from '../raster';
import { OffcutError } from '../support';
import type { NetworkOutput, OutputSpec } from './network';

/**
 * A network's output as a matte: its activation applied, clamped to [0, 1], and nothing else. It is never stretched to
 * its own minimum and maximum: an image without a subject must stay dark, or noise would look like a confident mask.
 * One NaN makes the whole output worthless (an overflow spreads), so it is an error and not a 0.
 * Takes ownership of the output's values.
 * @throws unexpected-output when the tensor is not 1×1×H×W of `extent`, or holds a NaN.
 */
export function toAlphaMatte(
  output: NetworkOutput,
  extent: Extent,
  { activation }: OutputSpec,
): AlphaMatte {
  checkDims(output.dims, extent);
  const { values: alpha } = output;
  for (let i = 0; i < alpha.length; i += 1) {
    const value = activation === 'sigmoid' ? 1 / (1 + Math.exp(-alpha[i])) : alpha[i];
    if (Number.isNaN(value))
      throw new OffcutError('unexpected-output', `The network gave a NaN at ${i}`, {
        context: { index: i },
      });
    alpha[i] = clampUnit(value);
  }
  return createAlphaMatte(extent, alpha);
}

function checkDims(dims: readonly number[], { width, height }: Extent): void {
  const expected = [1, 1, height, width].join('×');
  const received = dims.join('×');
  if (received !== expected)
    throw new OffcutError(
      'unexpected-output',
      `The network gave ${received} where ${expected} was expected`,
      { context: { expected, received } },
    );
}
