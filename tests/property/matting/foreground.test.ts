import fc from 'fast-check';
import {
  estimateForeground,
  foregroundOf,
  planForegroundHalo,
  renderForegroundTile,
  type ForegroundModel,
} from '../../../src/matting/foreground';
import { createEvidenceBuilder } from '../../../src/matting/foreground/evidence-builder';
import { solveLayers } from '../../../src/matting/foreground/solve-layers';
import { createRgbImage, cropImage, type Bounds, type RgbImage } from '../../../src/raster';

interface CutOut {
  readonly image: RgbImage;
  readonly mask: Uint8Array;
}

const side = fc.integer({ min: 1, max: 24 });
const cutOut: fc.Arbitrary<CutOut> = fc.record({ width: side, height: side }).chain((extent) => {
  const area = extent.width * extent.height;
  const levels = fc.oneof(fc.constantFrom(0, 255), fc.integer({ min: 0, max: 255 }));
  return fc.record({
    image: fc
      .uint8Array({ minLength: area * 3, maxLength: area * 3 })
      .map((pixels) => createRgbImage(extent, 3, pixels)),
    mask: fc
      .array(levels, { minLength: area, maxLength: area })
      .map((values) => Uint8Array.from(values)),
  });
});
const RUNS = { numRuns: 40 };
/** Solved whole, and continued above the working extent. */
const working = fc.constantFrom(2048, 7);

describe('foreground estimation', () => {
  it('gives the picture back bit for bit for an amount of 0, and never writes to it', () => {
    fc.assert(
      fc.property(cutOut, working, ({ image, mask }, workingSide) => {
        const before = image.pixels.slice();

        const untouched = foregroundOf(image, mask, { amount: 0, workingSide });
        foregroundOf(image, mask, { amount: 0.7, workingSide });

        expect(untouched).toEqual(before);
        expect(image.pixels).toEqual(before);
      }),
      RUNS,
    );
  });

  it('keeps the picture’s own colours where the mask is 255', () => {
    fc.assert(
      fc.property(cutOut, working, ({ image, mask }, workingSide) => {
        const clean = foregroundOf(image, mask, { workingSide });

        const isOwn = clean.every(
          (value, at) => mask[Math.floor(at / 3)] !== 255 || value === image.pixels[at],
        );
        expect(isOwn).toBe(true);
      }),
      RUNS,
    );
  });

  it('stays in [0, 1], without a NaN', () => {
    fc.assert(
      fc.property(cutOut, (picture) => {
        const layers = solveAll(picture).flatMap((layer) => [layer.foreground, layer.background]);

        expect(layers.every((plane) => plane.every((v) => v >= 0 && v <= 1))).toBe(true);
      }),
      RUNS,
    );
  });

  it('explains a picture of two colours: αF + (1 − α)B is the picture', () => {
    fc.assert(
      fc.property(cutOut, ({ image, mask }) => {
        const [light, dark] = [image.pixels[0] ?? 0, 255 - (image.pixels[0] ?? 0)];
        const pixels = Uint8Array.from(
          image.pixels,
          (_, at) => dark + ((light - dark) * (mask[Math.floor(at / 3)] ?? 0)) / 255 + 0.5,
        );

        const blended = recompose({ image: createRgbImage(image, 3, pixels), mask });

        expect(distance(blended, pixels)).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });

  it('commutes with turning the picture by half a turn', () => {
    fc.assert(
      fc.property(cutOut, working, ({ image, mask }, workingSide) => {
        const grey = greyOf(image);
        const turned = { ...grey, pixels: grey.pixels.slice().reverse() };

        const back = foregroundOf(turned, mask.slice().reverse(), { workingSide }).reverse();

        expect(distance(back, foregroundOf(grey, mask, { workingSide }))).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('gives the same bytes whatever the tiles’ size and order', async () => {
    await fc.assert(
      fc.asyncProperty(cutOut, working, side, async ({ image, mask }, workingSide, tileSide) => {
        const model = await estimateForeground({
          extent: image,
          readTile: (bounds) => cropImage(image, bounds),
          readMask: (bounds) => cropMask(mask, image, bounds),
          options: { workingSide, stripPixels: tileSide * 3 },
        });

        const tiled = renderInTiles(model, { image, mask }, tileSide);

        expect(tiled).toEqual(foregroundOf(image, mask, { workingSide }));
      }),
      RUNS,
    );
  });
});

/** The tiles from the last to the first. */
function renderInTiles(model: ForegroundModel, { image, mask }: CutOut, side: number): Uint8Array {
  const whole = new Uint8Array(image.pixels.length);
  for (let top = Math.floor((image.height - 1) / side) * side; top >= 0; top -= side)
    for (let left = Math.floor((image.width - 1) / side) * side; left >= 0; left -= side) {
      const width = Math.min(side, image.width - left);
      const bounds = { left, top, width, height: Math.min(side, image.height - top) };
      const halo = planForegroundHalo(model, bounds);
      const part = renderForegroundTile<Uint8Array>(model, {
        ...{ bounds, amount: 1, image: cropImage(image, halo) },
        mask: cropMask(mask, image, halo),
      });
      for (let y = 0; y < bounds.height; y += 1)
        whole.set(
          part.subarray(y * width * 3, (y + 1) * width * 3),
          ((top + y) * image.width + left) * 3,
        );
    }
  return whole;
}

function recompose({ image, mask }: CutOut): Float32Array {
  const channels = solveAll({ image, mask });
  return Float32Array.from(image.pixels, (_, at) => {
    const i = Math.floor(at / 3);
    const alpha = (mask[i] ?? NaN) / 255;
    const { foreground, background } = channels[at % 3]!;
    return 255 * (alpha * (foreground[i] ?? NaN) + (1 - alpha) * (background[i] ?? NaN));
  });
}

function solveAll({ image, mask }: CutOut) {
  const builder = createEvidenceBuilder(image, image, 3);
  builder.add({ left: 0, top: 0, width: image.width, height: image.height }, image, mask);
  const { channels, ...planes } = builder.finish();
  return channels.map((channel) =>
    solveLayers(
      { ...planes, ...channel },
      { smoothness: 1e-2, edgeSmoothness: 0.1, iterations: 4 },
    ),
  );
}

function greyOf({ width, height, pixels }: RgbImage) {
  return { width, height, channels: 1 as const, pixels: pixels.subarray(0, width * height) };
}

function cropMask(mask: Uint8Array, { width }: { width: number }, bounds: Bounds): Uint8Array {
  return Uint8Array.from({ length: bounds.width * bounds.height }, (_, i) => {
    const y = bounds.top + Math.floor(i / bounds.width);
    return mask[y * width + bounds.left + (i % bounds.width)] ?? NaN;
  });
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? NaN))));
}
