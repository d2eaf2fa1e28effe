import { eightBitFrom } from '../../../src/raster';

describe('eightBitFrom', () => {
  it('hands 8-bit samples back as they are', () => {
    const samples = Uint8Array.of(0, 128, 255);

    expect(eightBitFrom(samples)).toBe(samples);
  });

  it('takes 32768 for white in 16 bits and clamps what lies above', () => {
    const samples = Uint16Array.of(0, 64, 65, 16384, 32768, 65535);

    expect([...eightBitFrom(samples)]).toEqual([0, 0, 1, 128, 255, 255]);
  });

  it('takes 1 for white in 32 bits, clamps high light and negative values, and makes NaN black', () => {
    const samples = Float32Array.of(-0.5, 0, 0.25, 1, 7, Infinity, NaN);

    expect([...eightBitFrom(samples)]).toEqual([0, 0, 64, 255, 255, 255, 0]);
  });

  it('gives back every 8-bit value that was stored in 16 bits', () => {
    const values = Array.from({ length: 256 }, (_, value) => value);
    const stored = Uint16Array.from(values, (value) => Math.round((value / 255) * 32768));

    expect([...eightBitFrom(stored)]).toEqual(values);
  });
});
