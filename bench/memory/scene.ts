import {
  createAlphaMatte,
  createRgbImage,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../src/raster';

/** How much of the picture is soft: a subject with a contour of short hair, of long hair, or fog all over. */
export type Softness = 'short hair' | 'long hair' | 'all';

/** A photograph that exists as a formula only, so that no plane of it weighs on the measurement. */
export interface Scene {
  readonly coarse: AlphaMatte;
  readonly readTile: (bounds: Bounds) => RgbImage;
}

/** As networks give it. */
const COARSE: Extent = { width: 1024, height: 1024 };

/** How long the hair is, in the picture's shorter side. */
const HAIR: Readonly<Record<Softness, number>> = {
  'short hair': 0.012,
  'long hair': 0.075,
  all: 0,
};

/** A subject in the middle of the picture, with its coarse matte. */
export function createScene(extent: Extent, softness: Softness): Scene {
  const alphaAt = softness === 'all' ? fog : hairy(extent, HAIR[softness]);
  return {
    coarse: createAlphaMatte(COARSE, coarseAlpha(extent, alphaAt)),
    readTile: ({ left, top, width, height }) => {
      const pixels = new Uint8Array(width * height * 3);
      let slot = 0;
      for (let y = top; y < top + height; y += 1)
        for (let x = left; x < left + width; x += 1) {
          const alpha = alphaAt(x, y);
          const grain = (Math.imul(x * 374761393 + y * 668265263, 1274126177) >>> 26) - 32;
          const shade = 40 * ((x + 2 * y) / (extent.width + 2 * extent.height));
          pixels[slot] = 90 + shade + alpha * 70 + grain / 4;
          pixels[slot + 1] = 130 + shade - alpha * 60 + grain / 4;
          pixels[slot + 2] = 150 - shade - alpha * 90 + grain / 4;
          slot += 3;
        }
      return createRgbImage({ width, height }, 3, pixels);
    },
  };
}

/** The fraction of foreground in a source pixel. */
type AlphaAt = (x: number, y: number) => number;

/** Nothing is certain anywhere. */
function fog(x: number, y: number): number {
  return 0.5 + 0.3 * Math.sin(x / 97) * Math.cos(y / 61);
}

/** An ellipse whose border frays into strands, which thin out towards their ends. */
function hairy({ width, height }: Extent, length: number): AlphaAt {
  const across = width * 0.3;
  const down = height * 0.38;
  const hair = (length * Math.min(width, height)) / Math.min(across, down);
  return (x, y) => {
    const dx = (x - width / 2) / across;
    const dy = (y - height / 2) / down;
    const outside = Math.hypot(dx, dy) - 1;
    if (outside <= 0) return 1;
    if (outside >= hair) return 0;
    const strand = 0.5 + 0.5 * Math.sin(400 * Math.atan2(dy, dx) + 25 * outside);
    return Math.min(1, Math.max(0, 4 * (strand - outside / hair) + 0.5));
  };
}

/** What a network sees: the mean of a few samples in each of its pixels. */
function coarseAlpha(extent: Extent, alphaAt: AlphaAt): Float32Array {
  const { width, height } = COARSE;
  const alpha = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let sample = 0; sample < 16; sample += 1) {
        const across = (x + (sample % 4) - 1) / width;
        const down = (y + Math.floor(sample / 4) - 1) / height;
        sum += alphaAt(across * extent.width, down * extent.height);
      }
      alpha[y * width + x] = sum / 16;
    }
  return alpha;
}
