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

  it('commutes with turning the picture by half a turn', async () => {
    await fc.assert(
      fc.asyncProperty(photograph, matte, async (image, coarse) => {
        const turned = await refine(
          turn(image),
          createAlphaMatte(coarse, coarse.alpha.slice().reverse()),
        );

        const back = maskOf(turned).reverse();
        expect(distance(back, maskOf(await refine(image, coarse)))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

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
    ...{ epsilon: 1e-5, priorWeight: 0.02, iterations: 15 },
    acceptance: {
      ...{ hardWidth: 4, softWidth: 8 },
      hard: { whole: 1.5, none: 2.5, clip: 0 },
      soft: { whole: 3, none: 6, clip: 0 },
    },
  },
};

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

function turn(image: RgbImage): RgbImage {
  const turned = new Uint8Array(image.pixels.length);
  const last = image.width * image.height - 1;
  for (let i = 0; i <= last; i += 1)
    turned.set(image.pixels.subarray(i * 3, i * 3 + 3), (last - i) * 3);
  return createRgbImage(image, 3, turned);
}

function distance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? NaN))), 0);
}
