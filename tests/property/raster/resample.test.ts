import fc from 'fast-check';
import { resample, type Extent, type Samples } from '../../../src/raster';
import { directResample } from '../../support/direct-resample';

const side = fc.integer({ min: 1, max: 24 });
const extent = fc.record({ width: side, height: side });
const image = extent.chain(({ width, height }) =>
  fc
    .uint8Array({ minLength: width * height, maxLength: width * height })
    .map((samples): Samples => ({ width, height, channels: 1, samples })),
);

describe('resample', () => {
  it('keeps a constant constant', () => {
    fc.assert(
      fc.property(extent, extent, fc.integer({ min: 0, max: 255 }), (from, to, value) => {
        const samples = new Uint8Array(from.width * from.height).fill(value);

        const resampled = stretch({ ...from, channels: 1, samples }, to);

        expect(Math.max(...resampled.map((sample) => Math.abs(sample - value)))).toBeLessThan(1e-9);
      }),
    );
  });

  it('stays between the darkest and the lightest sample', () => {
    fc.assert(
      fc.property(image, extent, (source, to) => {
        const resampled = stretch(source, to);

        expect(Math.min(...resampled)).toBeGreaterThanOrEqual(Math.min(...source.samples) - 1e-9);
        expect(Math.max(...resampled)).toBeLessThanOrEqual(Math.max(...source.samples) + 1e-9);
      }),
    );
  });

  it('commutes with flipping both ways', () => {
    fc.assert(
      fc.property(image, extent, (source, to) => {
        const turned = { ...source, samples: source.samples.slice().reverse() };

        const difference = maxDifference(stretch(turned, to), stretch(source, to).reverse());

        expect(difference).toBeLessThan(1e-9);
      }),
    );
  });

  it('agrees with the direct sum', () => {
    fc.assert(
      fc.property(image, extent, (source, to) => {
        expect(maxDifference(stretch(source, to), directResample(source, to))).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

function stretch(source: Samples, to: Extent): number[] {
  const resampled: number[] = [];
  resample(source, { extent: to }, (row) => resampled.push(...row));
  return resampled;
}

function maxDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));
}
