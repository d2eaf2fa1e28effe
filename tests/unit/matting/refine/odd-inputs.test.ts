import { refineBand, renderMaskStrip, renderRefinedStrip } from '../../../../src/matting';
import { fitWithin } from '../../../../src/matting/refine/fit-within';
import { createGuideBuilder } from '../../../../src/matting/refine/guide-builder';
import { planBand } from '../../../../src/matting/refine/plan-band';
import { solveBand, SOLVER_DEFAULTS } from '../../../../src/matting/refine/solve-band';
import {
  createAlphaMatte,
  createRgbImage,
  flattenOverWhite,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../../../src/raster';

/** Alpha at fractions of the width and height. */
type Shape = (x: number, y: number) => number;

const disc: Shape = (x, y) => clamp(0.5 + 12 * (0.4 - Math.hypot(x - 0.5, y - 0.5)));
const crispDisc: Shape = (x, y) => clamp(0.5 + 300 * (0.4 - Math.hypot(x - 0.5, y - 0.5)));
const touchesEveryBorder: Shape = (x, y) =>
  clamp(0.5 + 9 * (0.25 - Math.abs(x - 0.5) * Math.abs(y - 0.5) * 4));
const fog: Shape = (x, y) => 0.5 + 0.4 * Math.sin(31 * x) * Math.sin(17 * y);

describe('refinement of odd inputs', () => {
  it.each([
    [1, 1],
    [1, 50],
    [50, 1],
    [2, 2],
    [3, 2],
  ])('takes a source of %i×%i', async (width, height) => {
    for (const shape of [disc, touchesEveryBorder, fog])
      await expectWholeMask(matteOf({ width: 64, height: 64 }, shape), { width, height });
  });

  it('takes a panorama, of which the network saw a square', async () => {
    const coarse = matteOf({ width: 1024, height: 1024 }, crispDisc);

    await expectWholeMask(coarse, { width: 20000, height: 300 }, plain);
  });

  it('takes a matte that is larger than the photograph', async () => {
    const coarse = matteOf({ width: 1024, height: 1024 }, crispDisc);

    await expectWholeMask(coarse, { width: 300, height: 200 });
  });

  it.each<[string, (bounds: Bounds) => RgbImage]>([
    ['wholly transparent', clear],
    ['grey', grey],
    ['of one colour', plain],
    ['noise', noise],
  ])('takes a photograph that is %s', async (_, readTile) => {
    for (const shape of [disc, touchesEveryBorder, fog])
      await expectWholeMask(
        matteOf({ width: 40, height: 40 }, shape),
        { width: 130, height: 90 },
        readTile,
      );
  });

  it('keeps the coarse matte where the photograph says nothing', async () => {
    const extent = { width: 90, height: 60 };
    const coarse = matteOf({ width: 40, height: 40 }, disc);

    const mask = await maskOf(coarse, extent, clear);

    const before = renderMaskStrip(coarse, wholeOf(extent));
    const moved = mask.reduce((sum, level, i) => sum + Math.abs(level - (before[i] ?? NaN)), 0);
    expect(moved / mask.length).toBeLessThan(8);
  });

  it.each([0, 1])('reads nothing for a matte of %i and leaves it exactly', async (alpha) => {
    const readTile = jest.fn(noise);
    const extent = { width: 300, height: 20 };

    const mask = await maskOf(
      matteOf({ width: 64, height: 64 }, () => alpha),
      extent,
      readTile,
    );

    expect(readTile).not.toHaveBeenCalled();
    expect(mask.every((level) => level === 255 * alpha)).toBe(true);
  });
});

/** Solved at the source's extent and below it. A mask cannot hold a NaN, so what it is made of is looked at. */
async function expectWholeMask(
  coarse: AlphaMatte,
  extent: Extent,
  readTile: (bounds: Bounds) => RgbImage = noise,
): Promise<void> {
  const plan = planBand(coarse, extent);
  expect(plan.transition.every((width) => width >= 0 && width < Infinity)).toBe(true);
  expect(plan.depth.some(Number.isNaN)).toBe(false);
  for (const workingSide of [256, 64]) {
    const working = fitWithin(extent, workingSide);
    const builder = createGuideBuilder(working, working);
    const whole = { left: 0, top: 0, ...working };
    builder.add(whole, flattenOverWhite(readTile(whole)));
    const problem = { coarse, plan, extent: working, guide: builder.finish() };
    const { alpha, models } = solveBand(problem, SOLVER_DEFAULTS, true);
    expect(alpha.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(models?.every(Number.isFinite)).toBe(true);
    const refined = await refineBand({ coarse, extent, readTile, options: { workingSide } });
    expect(refined.tiles.length).toBeGreaterThan(0);
    expect(renderRefinedStrip(refined, wholeOf(extent))).toHaveLength(extent.width * extent.height);
  }
}

async function maskOf(
  coarse: AlphaMatte,
  extent: Extent,
  readTile: (bounds: Bounds) => RgbImage,
): Promise<Uint8Array> {
  return renderRefinedStrip(await refineBand({ coarse, extent, readTile }), wholeOf(extent));
}

function wholeOf(extent: Extent) {
  return { extent, bounds: { left: 0, top: 0, ...extent }, top: 0, height: extent.height };
}

function matteOf(extent: Extent, shape: Shape): AlphaMatte {
  const { width, height } = extent;
  const alpha = Float32Array.from({ length: width * height }, (_, i) =>
    shape(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height),
  );
  return createAlphaMatte(extent, alpha);
}

function clear({ width, height }: Bounds): RgbImage {
  return createRgbImage({ width, height }, 4, new Uint8Array(width * height * 4));
}

function plain({ width, height }: Bounds): RgbImage {
  return createRgbImage({ width, height }, 3, new Uint8Array(width * height * 3).fill(77));
}

function grey(bounds: Bounds): RgbImage {
  return paint(bounds, (x, y) => (7 * x + 11 * y) % 256);
}

function noise(bounds: Bounds): RgbImage {
  return paint(
    bounds,
    (x, y, channel) => Math.imul(x * 73 + y * 991 + channel * 17, 2654435761) >>> 24,
  );
}

function paint(
  { left, top, width, height }: Bounds,
  level: (x: number, y: number, channel: number) => number,
): RgbImage {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i += 1) {
    const pixel = Math.floor(i / 3);
    pixels[i] = level(left + (pixel % width), top + Math.floor(pixel / width), i % 3);
  }
  return createRgbImage({ width, height }, 3, pixels);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
