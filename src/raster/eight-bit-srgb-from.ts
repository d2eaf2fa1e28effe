import { eightBitFrom } from './eight-bit-from';

/** RGB spaces that photographs come in. */
export type RgbSpace = 'srgb' | 'display-p3' | 'adobe-rgb' | 'prophoto-rgb';

/** What a host says of its samples. */
export interface RgbCoding {
  readonly channels: 3 | 4;
  readonly space: RgbSpace;
  /** Proportional to light, without a transfer curve. */
  readonly isLinear: boolean;
}

type Row = readonly [number, number, number];

interface SpaceFacts {
  /** Linear light to linear sRGB, white to white; rows give red, green and blue. */
  readonly toSrgb: readonly [Row, Row, Row];
  /** Encoded value in [0, 1] to linear light. */
  readonly decode: (encoded: number) => number;
}

/**
 * Computed from each space's primaries and white (IEC 61966-2-1, SMPTE EG 432-1, Adobe RGB (1998), ISO 22028-2), the
 * last one's D50 adapted to D65 after Bradford.
 */
const SPACES: Readonly<Record<RgbSpace, SpaceFacts>> = {
  srgb: {
    toSrgb: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    decode: decodeSrgb,
  },
  'display-p3': {
    toSrgb: [
      [1.22494, -0.22494, 0],
      [-0.04206, 1.04206, 0],
      [-0.01964, -0.07864, 1.09828],
    ],
    decode: decodeSrgb,
  },
  'adobe-rgb': {
    toSrgb: [
      [1.39836, -0.39836, 0],
      [0, 1, 0],
      [0, -0.04293, 1.04293],
    ],
    decode: (encoded) => encoded ** (563 / 256),
  },
  'prophoto-rgb': {
    toSrgb: [
      [2.03437, -0.72764, -0.30673],
      [-0.22883, 1.23174, -0.00291],
      [-0.00856, -0.15329, 1.16185],
    ],
    decode: (encoded) => (encoded < 16 / 512 ? encoded / 16 : encoded ** 1.8),
  },
};

/**
 * Chunky RGB or straight RGBA of any of Photoshop's depths and of a known space as 8-bit sRGB, rounded to nearest. What
 * sRGB cannot show (colours outside its gamut, light above white) is clipped channel by channel, NaN is black; alpha is
 * scaled alone.
 * Samples that are encoded sRGB go through `eightBitFrom`, which returns a Uint8Array as it is; else it allocates.
 * One table look-up and nine products a pixel.
 */
export function eightBitSrgbFrom(
  samples: Uint8Array | Uint16Array | Float32Array,
  { channels, space, isLinear }: RgbCoding,
): Uint8Array {
  const bytes = eightBitFrom(samples);
  if (space === 'srgb' && !isLinear) return bytes;
  const light = lightOf(samples, isLinear ? (value) => value : SPACES[space].decode);
  const [red, green, blue] = SPACES[space].toSrgb;
  const converted = new Uint8Array(bytes);
  for (let at = 0; at < samples.length; at += channels) {
    const r = light(at);
    const g = light(at + 1);
    const b = light(at + 2);
    converted[at] = encode(red[0] * r + red[1] * g + red[2] * b);
    converted[at + 1] = encode(green[0] * r + green[1] * g + green[2] * b);
    converted[at + 2] = encode(blue[0] * r + blue[1] * g + blue[2] * b);
  }
  return converted;
}

/** The largest number of half-precision files, which is brighter than any light that is photographed. */
const BRIGHTEST = 65504;

/** Integers have few enough values for a table; floats are decoded one by one. */
function lightOf(
  samples: Uint8Array | Uint16Array | Float32Array,
  decode: (value: number) => number,
): (index: number) => number {
  if (samples instanceof Float32Array) {
    // NaN or an infinite channel would take the pixel's other two with it.
    const finite = (value: number) => (value > 0 ? Math.min(value, BRIGHTEST) : 0);
    return (index) => decode(finite(samples[index]));
  }
  const white = samples instanceof Uint8Array ? 255 : 32768;
  const table = Float32Array.from({ length: white + 1 }, (_, value) => decode(value / white));
  return (index) => table[Math.min(white, samples[index])];
}

function decodeSrgb(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** The curve rises by at most 3295 bytes a unit of light, so that a step of this table is a twentieth of a byte. */
const STEPS = 65536;
let encoded: Uint8Array | undefined;

/** Linear light as an 8-bit sRGB value. */
function encode(light: number): number {
  encoded ??= Uint8Array.from({ length: STEPS + 1 }, (_, step) =>
    Math.round(encodeSrgb(step / STEPS) * 255),
  );
  return encoded[Math.round(Math.min(1, Math.max(0, light)) * STEPS)];
}

function encodeSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
