import fc from 'fast-check';
import {
  refineBand,
  renderRefinedStrip,
  type RefineOptions,
  type RefinedMatte,
} from '../../../src/matting';
import {
  createAlphaMatte,
  createRgbImage,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../../src/raster';

const side = fc.integer({ min: 1, max: 40 });
const extent = fc.record({ width: side, height: side });
const matte = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain((size) =>
    fc
      .array(fc.constantFrom(0, 0, 0.23, 0.52, 0.87, 1, 1), {
        minLength: size.width * size.height,
        maxLength: size.width * size.height,
      })
      .map((alpha) => createAlphaMatte(size, Float32Array.from(alpha))),
  );
const photograph = extent.chain((size) =>
  fc
    .uint8Array({
      minLength: size.width * size.height * 3,
      maxLength: size.width * size.height * 3,
    })
    .map((pixels) => createRgbImage(size, 3, pixels)),
);

/** Black and white in each channel, whose windows are all degenerate. */
const MOVED_BY_ROUNDING = [
  {
    ...{ width: 3, height: 7, coarseWidth: 3, coarseHeight: 12 },
    colours: '001100111010010110010000100010011011011011100100000111001100000',
    alphas: '004434420020404044044440342001130400',
  },
  {
    ...{ width: 7, height: 3, coarseWidth: 6, coarseHeight: 9 },
    colours: '011001101000000101001100001101111001110000101110110001111101010',
    alphas: '044320400041034320144422121144213340311040030221132100',
  },
  {
    ...{ width: 5, height: 4, coarseWidth: 21, coarseHeight: 1 },
    colours: '101011101000101010100100011110010100100100110011100100111001',
    alphas: '445045455040500005405',
  },
];

describe('refineBand', () => {
  it('gives the same mask whatever the tiles’ size, at the working extent and above it', async () => {
    const sides = fc.integer({ min: 3, max: 50 });
    const working = fc.constantFrom(2048, 12);
    await fc.assert(
      fc.asyncProperty(photograph, matte, sides, working, async (image, coarse, tileSide, at) => {
        const whole = await refine(image, coarse, { workingSide: at, tileSide: 64 });

        const tiled = await refine(image, coarse, { workingSide: at, tileSide, keptBytes: 500 });

        expect(distance(maskOf(tiled), maskOf(whole))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same mask whatever the tiles’ size around a narrow band', async () => {
    const sides = fc.integer({ min: 9, max: 200 });
    const { image, coarse } = discOnStripes({ width: 210, height: 180 });
    const whole = new Map<number, Uint8Array>();
    for (const workingSide of [2048, 150, 60])
      whole.set(workingSide, maskOf(await refine(image, coarse, { workingSide, tileSide: 999 })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), sides, async ([workingSide, mask], tileSide) => {
        const tiled = await refine(image, coarse, { workingSide, tileSide, keptBytes: 0 });

        expect(distance(maskOf(tiled), mask)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 8 },
    );
  });

  it('keeps a constant matte constant, whatever the photograph', async () => {
    const alphas = fc.constantFrom(0, 0.004, 0.3, 0.5, 1);
    await fc.assert(
      fc.asyncProperty(photograph, matte, alphas, async (image, shape, alpha) => {
        const coarse = createAlphaMatte(
          shape,
          shape.alpha.map(() => alpha),
        );

        const mask = maskOf(await refine(image, coarse, UNCLIPPED));

        expect(
          distance(
            mask,
            mask.map(() => Math.round(alpha * 255)),
          ),
        ).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['from left to right', { isAcross: true, isDown: false }],
    ['from top to bottom', { isAcross: false, isDown: true }],
    ['both ways', { isAcross: true, isDown: true }],
  ])(
    'commutes with mirroring the picture %s, at the working extent and above it',
    async (_, way) => {
      const working = fc.constantFrom(2048, 5, 12);
      await fc.assert(
        fc.asyncProperty(photograph, matte, working, async (image, coarse, workingSide) => {
          expect(await mirroredDistance(image, coarse, way, workingSide)).toBeLessThanOrEqual(1);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each(MOVED_BY_ROUNDING)(
    'commutes with mirroring $width×$height pixels that rounding once moved by up to 6/255',
    async ({ width, height, colours, alphas, ...shape }) => {
      const levels = [0, 0.23, 0.52, 0.87, 1, 0.5];
      const image = createRgbImage(
        { width, height },
        3,
        Uint8Array.from(colours, (digit) => 255 * Number(digit)),
      );
      const coarse = createAlphaMatte(
        { width: shape.coarseWidth, height: shape.coarseHeight },
        Float32Array.from(alphas, (digit) => levels[Number(digit)] ?? NaN),
      );

      for (const way of ALL_WAYS)
        expect(await mirroredDistance(image, coarse, way, 2048)).toBeLessThanOrEqual(1);
    },
  );

  it('gives the same strips however the mask is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        photograph,
        matte,
        fc.integer({ min: 1, max: 9 }),
        async (image, coarse, cut) => {
          const refined = await refine(image, coarse, { tileSide: 7 });

          expect(maskOf(refined, cut)).toEqual(maskOf(refined));
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Without the stretch of contrast, which is meant to move constants too. */
const UNCLIPPED: Partial<RefineOptions> = {
  solver: {
    ...{ epsilon: 1e-5, iterations: 15 },
    regions: {
      ...{ hardWidth: 4, softWidth: 8, vastWidth: 40, vastWeight: 0 },
      hard: { priorWeight: 0.02, whole: 1.5, none: 2.5, clip: 0 },
      soft: { priorWeight: 0.02, whole: 3, none: 6, clip: 0 },
    },
  },
};

/** A subject with a crisp border before bright stripes, and what a network would see of it. */
function discOnStripes({ width, height }: Extent): { image: RgbImage; coarse: AlphaMatte } {
  const alphaAt = (x: number, y: number): number =>
    Math.min(1, Math.max(0, 0.5 + 60 * (0.3 - Math.hypot(x - 0.5, y - 0.5))));
  const image = createRgbImage(
    { width, height },
    3,
    Uint8Array.from({ length: width * height * 3 }, (_, k) => {
      const x = Math.floor(k / 3) % width;
      const y = Math.floor(k / 3 / width);
      const subject = 40 + 15 * (k % 3);
      const stripes = 200 + 50 * Math.sin((x + 2 * y) / (4 + (k % 3)));
      return stripes + alphaAt((x + 0.5) / width, (y + 0.5) / height) * (subject - stripes);
    }),
  );
  const side = 64;
  const alpha = Float32Array.from({ length: side * side }, (_, i) =>
    alphaAt(((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side),
  );
  return { image, coarse: createAlphaMatte({ width: side, height: side }, alpha) };
}

function refine(
  image: RgbImage,
  coarse: AlphaMatte,
  options: Partial<RefineOptions> = {},
): Promise<RefinedMatte> {
  const { width, height } = image;
  return refineBand({
    coarse,
    extent: { width, height },
    readTile: (bounds) => crop(image, bounds),
    options,
  });
}

function maskOf(matte: RefinedMatte, cut = matte.extent.height): Uint8Array {
  const { extent } = matte;
  const mask = new Uint8Array(extent.width * extent.height);
  const bounds = { left: 0, top: 0, ...extent };
  for (let top = 0; top < extent.height; top += cut) {
    const height = Math.min(cut, extent.height - top);
    mask.set(renderRefinedStrip(matte, { extent, bounds, top, height }), top * extent.width);
  }
  return mask;
}

function crop({ width, pixels }: RgbImage, bounds: Bounds): RgbImage {
  const part = new Uint8Array(bounds.width * bounds.height * 3);
  for (let y = 0; y < bounds.height; y += 1) {
    const from = ((bounds.top + y) * width + bounds.left) * 3;
    part.set(pixels.subarray(from, from + bounds.width * 3), y * bounds.width * 3);
  }
  return createRgbImage(bounds, 3, part);
}

interface Mirroring {
  readonly isAcross: boolean;
  readonly isDown: boolean;
}

const ALL_WAYS: readonly Mirroring[] = [
  { isAcross: true, isDown: false },
  { isAcross: false, isDown: true },
  { isAcross: true, isDown: true },
];

/** How far the mask of the mirrored picture, mirrored back, lies from that of the picture. */
async function mirroredDistance(
  image: RgbImage,
  coarse: AlphaMatte,
  way: Mirroring,
  workingSide: number,
): Promise<number> {
  const mask = maskOf(await refine(image, coarse, { workingSide }));
  const mirrored = await refine(
    createRgbImage(image, 3, mirror(image.pixels, { ...image, ...way })),
    createAlphaMatte(coarse, mirror(coarse.alpha, { ...coarse, channels: 1, ...way })),
    { workingSide },
  );
  return distance(mirror(maskOf(mirrored), { ...mirrored.extent, channels: 1, ...way }), mask);
}

function mirror<T extends Uint8Array | Float32Array>(
  values: T,
  { width, height, channels, isAcross, isDown }: Extent & Mirroring & { readonly channels: number },
): T {
  const mirrored = values.slice() as T;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const row = isDown ? height - 1 - y : y;
      const from = (row * width + (isAcross ? width - 1 - x : x)) * channels;
      mirrored.set(values.subarray(from, from + channels), (y * width + x) * channels);
    }
  return mirrored;
}

function distance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? NaN))), 0);
}
