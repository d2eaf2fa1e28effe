import { eightBitSrgbFrom, type RgbSpace } from '../../../src/raster';

const SPACES: readonly RgbSpace[] = ['srgb', 'display-p3', 'adobe-rgb', 'prophoto-rgb'];

describe('eightBitSrgbFrom', () => {
  it('hands 8-bit sRGB back as it is', () => {
    const samples = Uint8Array.of(1, 2, 3);

    expect(eightBitSrgbFrom(samples, { channels: 3, space: 'srgb', isLinear: false })).toBe(
      samples,
    );
  });

  it.each(SPACES)('keeps black, white and, to a level or two, greys of %s', (space) => {
    const greys = Uint8Array.from({ length: 256 * 3 }, (_, index) => Math.floor(index / 3));

    const converted = eightBitSrgbFrom(greys, { channels: 3, space, isLinear: false });

    expect([...converted.subarray(0, 3), ...converted.subarray(-3)]).toEqual([
      ...[0, 0, 0],
      ...[255, 255, 255],
    ]);
    for (let at = 0; at < converted.length; at += 3) {
      const [red = 0, green = 0, blue = 0] = converted.subarray(at, at + 3);
      expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThanOrEqual(1);
    }
  });

  // Each is sRGB 200, 100, 50 in its space, computed from the primaries of both.
  it.each([
    ['display-p3', [187, 105, 62]],
    ['prophoto-rgb', [143, 95, 50]],
  ] as const)('finds a colour of %s', (space, [red, green, blue]) => {
    const coding = { channels: 4, space, isLinear: false } as const;

    const converted = eightBitSrgbFrom(Uint8Array.of(red, green, blue, 77), coding);

    expect(Math.abs((converted[0] ?? 0) - 200)).toBeLessThanOrEqual(1);
    expect(Math.abs((converted[1] ?? 0) - 100)).toBeLessThanOrEqual(1);
    expect(Math.abs((converted[2] ?? 0) - 50)).toBeLessThanOrEqual(2);
    expect(converted[3]).toBe(77);
  });

  it('encodes linear light, clips what is above white or below black, and scales alpha alone', () => {
    const light = Float32Array.of(0.5, 4, -1, 0.5, NaN, 0.2122, Infinity, 1);

    const converted = eightBitSrgbFrom(light, { channels: 4, space: 'srgb', isLinear: true });

    expect([...converted]).toEqual([188, 255, 0, 128, 0, 127, 255, 255]);
  });

  it('takes 32768 for white in 16 bits', () => {
    const samples = Uint16Array.of(32768, 32768, 32768);

    const converted = eightBitSrgbFrom(samples, {
      channels: 3,
      space: 'display-p3',
      isLinear: false,
    });

    expect([...converted]).toEqual([255, 255, 255]);
  });

  it('gives pure sRGB red for the red of Display P3 that lies at the edge of sRGB', () => {
    const samples = Uint8Array.of(234, 51, 35);

    const converted = eightBitSrgbFrom(samples, {
      channels: 3,
      space: 'display-p3',
      isLinear: false,
    });

    expect(converted[0]).toBeGreaterThanOrEqual(254);
    expect(converted[1]).toBeLessThanOrEqual(4);
    expect(converted[2]).toBeLessThanOrEqual(4);
  });
});
