import { createAlphaMatte, stretch, stretchMatte } from '../../../src/raster';

describe('stretch', () => {
  it('enlarges each channel between the centres of its pixels', () => {
    const samples = Float32Array.of(0, 8, 4, 0);

    const stretched = stretch(
      { width: 2, height: 1, channels: 2, samples },
      { width: 4, height: 1 },
    );

    expect([...stretched]).toEqual([0, 8, 1, 6, 3, 2, 4, 0]);
  });

  it('copies at the same extent', () => {
    const samples = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);

    expect(stretch({ width: 3, height: 2, channels: 1, samples }, { width: 3, height: 2 })).toEqual(
      samples,
    );
  });

  it('takes bytes and refuses samples of another extent', () => {
    const bytes = { width: 1, height: 2, channels: 1, samples: Uint8Array.of(0, 2) };

    expect([...stretch(bytes, { width: 1, height: 1 })]).toEqual([1]);
    expect(() => stretch({ ...bytes, width: 2 }, { width: 1, height: 1 })).toThrow(RangeError);
  });
});

describe('stretchMatte', () => {
  it('is the stretch of its one plane', () => {
    const matte = createAlphaMatte({ width: 1, height: 1 }, Float32Array.of(0.25));

    expect([...stretchMatte(matte, { width: 2, height: 2 })]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
