import { type PixelPlane, hasAlpha } from './pixel-plane';
import { WHITE, createSamples, depthOf, toLinearLight, toSample, toSrgb } from './samples';

/** The first is every document's unless it says otherwise. */
export const RGB_PROFILES = ['sRGB IEC61966-2.1', 'Display P3', 'Adobe RGB (1998)', 'ProPhoto RGB'];
export const GRAY_PROFILES = ['Gray Gamma 2.2'];

type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

/** To linear sRGB, white to white, Bradford-adapted where the white differs. */
const TO_LINEAR_SRGB: Readonly<Record<string, Matrix>> = {
  'Display P3': [
    [1.22494, -0.22494, 0],
    [-0.04206, 1.04206, 0],
    [-0.01964, -0.07864, 1.09827],
  ],
  'Adobe RGB (1998)': [
    [1.39836, -0.39836, 0],
    [0, 1, 0],
    [0, -0.04293, 1.04293],
  ],
  'ProPhoto RGB': [
    [2.03437, -0.72764, -0.30673],
    [-0.22883, 1.23173, -0.00291],
    [-0.00856, -0.15329, 1.16184],
  ],
};

const GAMMAS: Readonly<Record<string, number>> = { 'Adobe RGB (1998)': 2.2, 'ProPhoto RGB': 1.8 };

/** RGB or RGBA of one profile as sRGB of the same depth; what sRGB cannot show is clipped, but not in 32 bits. */
export function toSrgbProfile(plane: PixelPlane, profile: string | undefined): PixelPlane {
  const matrix = profile === undefined ? undefined : TO_LINEAR_SRGB[profile];
  if (profile === undefined || matrix === undefined) return plane;
  return convert(plane, { matrix, decode: curveOf(profile).decode, encode: toSrgb });
}

/** The reverse: RGB or RGBA of sRGB as it is kept in a document of that profile. */
export function fromSrgbProfile(plane: PixelPlane, profile: string | undefined): PixelPlane {
  const matrix = profile === undefined ? undefined : TO_LINEAR_SRGB[profile];
  if (profile === undefined || matrix === undefined) return plane;
  const { encode } = curveOf(profile);
  return convert(plane, { matrix: inverseOf(matrix), decode: toLinearLight, encode });
}

interface Curve {
  readonly decode: (encoded: number) => number;
  readonly encode: (linear: number) => number;
}

function curveOf(profile: string): Curve {
  const gamma = GAMMAS[profile];
  if (gamma === undefined) return { decode: toLinearLight, encode: toSrgb };
  return {
    decode: (encoded) => encoded ** gamma,
    encode: (linear) => Math.max(0, Math.min(1, linear)) ** (1 / gamma),
  };
}

function convert(
  plane: PixelPlane,
  { matrix, decode: decodeUnit, encode }: Curve & { readonly matrix: Matrix },
): PixelPlane {
  if (plane.channels < 3) return plane;
  const { samples, channels } = plane;
  const depth = depthOf(samples);
  const isLinear = depth === 32;
  const decode = (sample: number) => {
    const unit = sample / WHITE[depth];
    return isLinear ? unit : decodeUnit(unit);
  };
  const converted = createSamples(depth, samples.length);
  for (let at = 0; at < samples.length; at += channels) {
    const light = [0, 1, 2].map((channel) => decode(samples[at + channel] ?? 0));
    matrix.forEach((row, channel) => {
      const linear = row.reduce((sum, weight, index) => sum + weight * (light[index] ?? 0), 0);
      converted[at + channel] = toSample(
        (isLinear ? linear : encode(linear)) * WHITE[depth],
        depth,
      );
    });
    if (hasAlpha(plane)) converted[at + 3] = samples[at + 3] ?? 0;
  }
  return { ...plane, samples: converted };
}

/** By Cramer's rule: columns of the adjugate over the determinant. */
function inverseOf([a, b, c]: Matrix): Matrix {
  const determinant = dot(a, cross(b, c));
  const columns = [cross(b, c), cross(c, a), cross(a, b)] as const;
  const row = (index: 0 | 1 | 2): Row => [
    columns[0][index] / determinant,
    columns[1][index] / determinant,
    columns[2][index] / determinant,
  ];
  return [row(0), row(1), row(2)];
}

function dot([a, b, c]: Row, [x, y, z]: Row): number {
  return a * x + b * y + c * z;
}

function cross([a, b, c]: Row, [x, y, z]: Row): Row {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}
