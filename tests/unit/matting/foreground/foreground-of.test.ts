import { foregroundOf, type ColourImage } from '../../../../src/matting/foreground';

const ORANGE = [230, 140, 40];
const BLUE = [20, 60, 200];

describe('foregroundOf', () => {
  it('finds the one colour of the foreground all along a ramp of alpha', () => {
    const mask = Uint8Array.from({ length: 24 * 16 }, (_, i) => ramp((i % 24) - 8));
    const image = blend(24, 16, mask);

    const clean = foregroundOf(image, mask);

    const errors = [...clean].map((value, i) => Math.abs(value - ORANGE[i % 3]!));
    const isMixed = (at: number) => mask[Math.floor(at / 3)]! >= 16;
    expect(Math.max(...errors.filter((_, i) => isMixed(i)))).toBeLessThanOrEqual(2);
    const before = [...image.pixels].map((value, i) => Math.abs(value - ORANGE[i % 3]!));
    expect(Math.max(...before.filter((_, i) => isMixed(i)))).toBeGreaterThan(100);
  });

  it('lets the foreground run on where the mask is 0, so that a blur finds no background', () => {
    const mask = Uint8Array.from({ length: 24 * 16 }, (_, i) => ramp((i % 24) - 8));

    const clean = foregroundOf(blend(24, 16, mask), mask);

    const nextToEdge = [...clean.subarray((8 * 24 + 6) * 3, (8 * 24 + 7) * 3)];
    expect(nextToEdge.map((value, c) => Math.abs(value - ORANGE[c]!) < 12)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('tells hair from background below the extent that it solves at', () => {
    const mask = Uint8Array.from({ length: 32 * 32 }, (_, i) =>
      i % 32 < 4 ? 255 : [0, 200, 90, 0][i % 4]!,
    );
    const image = blend(32, 32, mask);

    const clean = foregroundOf(image, mask, { workingSide: 8 });

    const errors = [...clean].map((value, i) =>
      mask[Math.floor(i / 3)]! > 0 ? Math.abs(value - ORANGE[i % 3]!) : 0,
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(3);
  });

  it('keeps the picture’s own colours where the mask is 255, and the whole picture untouched', () => {
    const mask = new Uint8Array(20).fill(255);
    const image = noise(5, 4, 3);
    const before = image.pixels.slice();

    const clean = foregroundOf(image, mask);

    expect(clean).toEqual(before);
    expect(clean).not.toBe(image.pixels);
    expect(image.pixels).toEqual(before);
  });

  it('gives some colour of the picture where nothing is foreground', () => {
    const image = flat(6, 5, [90, 90, 90]);

    expect([...foregroundOf(image, new Uint8Array(30))]).toEqual(new Array(90).fill(90));
  });

  it('keeps a picture of one colour, whatever the mask', () => {
    const mask = Uint8Array.from({ length: 63 }, (_, i) => (i * 37) % 256);

    const clean = foregroundOf(flat(9, 7, [12, 130, 250]), mask);

    expect([...clean]).toEqual([...flat(9, 7, [12, 130, 250]).pixels]);
  });

  it('goes half the way for half the amount', () => {
    const mask = Uint8Array.from({ length: 60 }, (_, i) => ramp((i % 12) - 2));
    const image = blend(12, 5, mask);
    const whole = foregroundOf(image, mask);

    const half = foregroundOf(image, mask, { amount: 0.5 });

    const middles = [...image.pixels].map((own, i) => (own + whole[i]!) / 2);
    expect(Math.max(...middles.map((value, i) => Math.abs(half[i]! - value)))).toBeLessThanOrEqual(
      1,
    );
  });

  it('takes 16-bit grey as it takes 8-bit colour', () => {
    const mask = Uint8Array.from({ length: 240 }, (_, i) => ramp((i % 24) - 8));
    const pixels = Uint16Array.from(mask, (a) => (a * 50_000 + (255 - a) * 7000) / 255);

    const clean = foregroundOf({ width: 24, height: 10, channels: 1, pixels }, mask);

    expect(clean).toBeInstanceOf(Uint16Array);
    const errors = [...clean].map((value, i) => (mask[i]! >= 16 ? Math.abs(value - 50_000) : 0));
    expect(Math.max(...errors)).toBeLessThan(400);
  });

  it('does not look at a fourth channel, and leaves it out', () => {
    const mask = Uint8Array.from({ length: 60 }, (_, i) => ramp((i % 12) - 2));
    const image = blend(12, 5, mask);
    const pixels = Uint8Array.from({ length: 240 }, (_, i) =>
      i % 4 === 3 ? (i * 91) % 256 : image.pixels[Math.floor(i / 4) * 3 + (i % 4)]!,
    );

    const clean = foregroundOf({ ...image, channels: 4, pixels }, mask);

    expect(clean).toEqual(foregroundOf(image, mask));
  });

  it.each([
    [1, 1],
    [1, 70],
    [70, 1],
  ])('takes a picture of %i×%i', (width, height) => {
    const mask = Uint8Array.from({ length: width * height }, (_, i) => (i * 50) % 256);

    const clean = foregroundOf(noise(width, height, 3), mask, { workingSide: 16 });

    expect(clean).toHaveLength(width * height * 3);
  });

  it('does not hand out a view of a Node buffer', () => {
    const pixels = Buffer.from([1, 2, 3]);
    const image = { width: 1, height: 1, channels: 3, pixels } as const;

    const clean = foregroundOf<Uint8Array>(image, Uint8Array.of(255), { amount: 0 });
    clean.fill(9);

    expect([...pixels]).toEqual([1, 2, 3]);
  });

  it.each([-0.1, 1.1, NaN])('refuses an amount of %d', (amount) => {
    const refused = () => foregroundOf(flat(1, 1, [1, 2, 3]), Uint8Array.of(8), { amount });

    expect(refused).toThrow(RangeError);
  });

  it('refuses a mask of another extent', () => {
    expect(() => foregroundOf(flat(2, 2, [1, 2, 3]), new Uint8Array(3))).toThrow(RangeError);
  });
});

/** 0 up to pixel 0, 255 from pixel 8 on. */
function ramp(x: number): number {
  return Math.round(Math.min(1, Math.max(0, x / 8)) * 255);
}

function blend(width: number, height: number, mask: Uint8Array): ColourImage<Uint8Array> {
  const pixels = Uint8Array.from({ length: mask.length * 3 }, (_, at) => {
    const alpha = mask[Math.floor(at / 3)]! / 255;
    return Math.round(alpha * ORANGE[at % 3]! + (1 - alpha) * BLUE[at % 3]!);
  });
  return { width, height, channels: 3, pixels };
}

function flat(width: number, height: number, colour: readonly number[]): ColourImage<Uint8Array> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => colour[i % 3]!);
  return { width, height, channels: 3, pixels };
}

function noise(width: number, height: number, channels: 1 | 3): ColourImage<Uint8Array> {
  const length = width * height * channels;
  return { width, height, channels, pixels: Uint8Array.from({ length }, (_, i) => (i * 89) % 256) };
}
