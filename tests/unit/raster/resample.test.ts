import { resample, type ResampleTarget, type Samples } from '../../../src/raster';
import { directResample } from '../../support/direct-resample';

describe('resample', () => {
  it('enlarges a step by quarters', () => {
    expect(rowsOf(grey(2, 1, [0, 100]), { extent: { width: 4, height: 1 } })).toEqual([
      [0, 25, 75, 100],
    ]);
  });

  it('reduces by weighing every pixel: a lone bright column does not vanish', () => {
    // The weights 3 3 1 0 sevenths of target 0, and their mirror image.
    expect(rowsOf(grey(4, 1, [0, 70, 0, 0]), { extent: { width: 2, height: 1 } })).toEqual([
      [expect.closeTo(30), expect.closeTo(10)],
    ]);
  });

  it('keeps channels apart', () => {
    const source = {
      width: 2,
      height: 1,
      channels: 3,
      samples: Uint8Array.of(0, 10, 20, 4, 14, 24),
    };

    expect(rowsOf(source, { extent: { width: 1, height: 1 } })).toEqual([[2, 12, 22]]);
  });

  it('spreads a single pixel over the whole target', () => {
    expect(rowsOf(grey(1, 1, [9]), { extent: { width: 2, height: 3 } })).toEqual([
      [9, 9],
      [9, 9],
      [9, 9],
    ]);
  });

  it.each([
    [3, 5, 7, 4],
    [16, 9, 5, 3],
    [1, 8, 3, 3],
    [8, 1, 3, 3],
    [5, 5, 5, 5],
    [2, 11, 9, 2],
    [13, 4, 1, 1],
  ])('agrees with the direct sum: %i×%i to %i×%i', (width, height, toWidth, toHeight) => {
    const samples = Float32Array.from(
      { length: width * height * 2 },
      (_, i) => ((i * 37) % 101) / 101,
    );
    const source = { width, height, channels: 2, samples };
    const extent = { width: toWidth, height: toHeight };

    const resampled = rowsOf(source, { extent }).flat();

    const expected = directResample(source, extent);
    expect(
      Math.max(...resampled.map((value, i) => Math.abs(value - (expected[i] ?? NaN)))),
    ).toBeLessThan(1e-12);
  });

  it('gives a part the very values of the whole', () => {
    const source = grey(3, 3, [1, 2, 3, 5, 8, 13, 21, 34, 55]);
    const extent = { width: 10, height: 8 };

    const part = rowsOf(source, { extent, part: { left: 4, top: 2, width: 3, height: 5 } });

    const whole = rowsOf(source, { extent });
    expect(part).toEqual(whole.slice(2, 7).map((row) => row.slice(4, 7)));
  });

  it('refuses samples that do not fit their extent', () => {
    expect(() => rowsOf(grey(2, 2, [1, 2, 3]), { extent: { width: 1, height: 1 } })).toThrow(
      RangeError,
    );
  });
});

function grey(width: number, height: number, values: number[]): Samples {
  return { width, height, channels: 1, samples: Uint8Array.from(values) };
}

function rowsOf(source: Samples, target: ResampleTarget): number[][] {
  const rows: number[][] = [];
  resample(source, target, (row, y) => {
    rows[y] = [...row];
  });
  return rows;
}
