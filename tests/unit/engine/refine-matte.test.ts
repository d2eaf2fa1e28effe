import { createEngine, type Engine, type PictureSource } from '../../../src/engine';
import type { Bounds } from '../../../src/raster';
import { OffcutError } from '../../../src/support';
import { readWasm } from '../../support/engine-files';
import { greyNetwork, paint, sourceOf, thinned } from './pictures';

const EXTENT = { width: 96, height: 96 };
const WHOLE = { extent: EXTENT, bounds: { left: 0, top: 0, ...EXTENT }, top: 0, height: 96 };
/** A white disc on black; the networks see every sixth or eighth pixel of it. */
const DISC = paint(EXTENT, (x, y) =>
  Math.hypot(x - 47.5, y - 47.5) < 30 ? [255, 255, 255] : [0, 0, 0],
);
const OVERVIEW = thinned(DISC, 6);
const FINE = greyNetwork({ width: 16, height: 16 }, 'fine');
/** Sees a coloured thing as solid where the fine network sees a veil. */
const STEADY = greyNetwork({ width: 12, height: 12 }, 'steady', 'ReduceMax');

let engine: Engine;
beforeAll(async () => {
  engine = createEngine();
  await engine.start(readWasm(), { threads: 1 });
});
beforeEach(async () => {
  await engine.load(FINE.model, FINE.weights);
  await engine.load(STEADY.model, STEADY.weights);
});
afterEach(() => engine.dispose());

function estimate(source: PictureSource = sourceOf(DISC), steady?: string) {
  return engine.estimateMatte({
    ...{ fine: 'fine', overview: OVERVIEW, source },
    ...(steady && { steady }),
  });
}

async function maskOf(matteId: number): Promise<Uint8Array> {
  return (await engine.renderMaskStrip(matteId, WHOLE)).pixels;
}

/** How far a mask is from the disc itself, in levels a pixel. */
function errorOf(mask: Uint8Array): number {
  const sum = mask.reduce((total, v, i) => total + Math.abs(v - (DISC.pixels[i * 3] ?? 0)), 0);
  return sum / mask.length;
}

describe('one network', () => {
  it('runs once, over the overview alone', async () => {
    const parts: Bounds[] = [];
    const fractions: number[] = [];

    const { run, repairedPixels } = await engine.estimateMatte({
      fine: 'fine',
      overview: OVERVIEW,
      source: sourceOf(DISC, (part) => parts.push(part)),
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(run).toMatchObject({ networks: ['fine'], passes: 1 });
    expect(repairedPixels).toBe(0);
    expect(parts).toEqual([]);
    expect(fractions).toEqual([1]);
  });

  it('says how sure it is: a hard edge more than a haze', async () => {
    const haze = paint({ width: 16, height: 16 }, () => [140, 140, 140]);

    const sure = await estimate();
    const unsure = await engine.estimateMatte({
      ...{ fine: 'fine', overview: haze, source: sourceOf(haze) },
    });

    expect(sure.uncertainty).toBeLessThan(0.2);
    expect(unsure.uncertainty).toBeGreaterThan(0.9);
  });
});

describe('two networks', () => {
  it('run four times, first the steady one, and what one sees veiled the other makes solid', async () => {
    const orange = paint({ width: 16, height: 16 }, (x, y) =>
      Math.hypot(x - 7.5, y - 7.5) < 5 ? [255, 200, 100] : [0, 0, 0],
    );
    const request = { fine: 'fine', overview: orange, source: sourceOf(orange) };
    const fractions: number[] = [];

    const alone = await engine.estimateMatte(request);
    const fused = await engine.estimateMatte({
      ...{ ...request, steady: 'steady' },
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(fused.run).toMatchObject({ networks: ['steady', 'fine'], passes: 4 });
    expect(fractions).toEqual([0.3, 0.6, 1]);
    expect(fused.repairedPixels).toBeGreaterThan(10);
    const middle = 48 * 96 + 48;
    expect((await maskOf(alone.matteId))[middle]).toBeLessThan(200);
    expect((await maskOf(fused.matteId))[middle]).toBeGreaterThan(235);
  });

  it('see the mirror image the right way round: a subject on the left stays there', async () => {
    const onTheLeft = paint({ width: 16, height: 16 }, (x) =>
      x < 6 ? [255, 255, 255] : [0, 0, 0],
    );

    const { matteId, hasSubject, coverage } = await engine.estimateMatte({
      ...{ fine: 'fine', steady: 'steady', overview: onTheLeft, source: sourceOf(onTheLeft) },
    });
    const mask = await maskOf(matteId);

    expect(hasSubject).toBe(true);
    expect(coverage).toBeCloseTo(6 / 16, 1);
    expect(mask[48 * 96 + 4]).toBe(255);
    expect(mask[48 * 96 + 91]).toBe(0);
  });

  it('are refused when one of them is not loaded', async () => {
    await expect(estimate(sourceOf(DISC), 'absent')).rejects.toThrow(TypeError);
  });
});

describe('refineMatte', () => {
  it('draws the edge as the picture has it, and leaves the rest as it was', async () => {
    const { matteId } = await estimate();
    const coarse = await maskOf(matteId);

    const { tiles, refineMs } = await engine.refineMatte(matteId, { source: sourceOf(DISC) });
    const refined = await maskOf(matteId);

    expect(tiles).toBe(1);
    expect(refineMs).toBeGreaterThan(0);
    expect(errorOf(refined)).toBeLessThan(errorOf(coarse) / 2);
    for (const index of [0, 48 * 96 + 48]) expect(refined[index]).toBe(coarse[index]);
  });

  it('tells how far it is, rising to 1', async () => {
    const { matteId } = await estimate();
    const fractions: number[] = [];

    await engine.refineMatte(matteId, {
      source: sourceOf(DISC),
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('begins from the networks’ matte each time, and the second run is as good as the first', async () => {
    const { matteId } = await estimate();
    await engine.refineMatte(matteId, { source: sourceOf(DISC) });
    const first = await maskOf(matteId);
    await engine.refineMatte(matteId, { source: sourceOf(DISC) });
    const again = await maskOf(matteId);
    const next = await estimate();
    await engine.refineMatte(next.matteId, { source: sourceOf(DISC) });

    expect(again).toEqual(first);
    expect(await maskOf(next.matteId)).toEqual(first);
  });

  it('reads a large picture in tiles of at most 1024 pixels', async () => {
    const wide = paint({ width: 1100, height: 40 }, (x) => (x < 990 ? [255, 255, 255] : [0, 0, 0]));
    const overview = paint({ width: 16, height: 16 }, (x) =>
      x < 14 ? [255, 255, 255] : [0, 0, 0],
    );
    const parts: Bounds[] = [];
    const source = sourceOf(wide, (part) => parts.push(part));
    const { matteId } = await engine.estimateMatte({ fine: 'fine', overview, source });

    const { tiles } = await engine.refineMatte(matteId, { source });

    expect(tiles).toBe(2);
    expect(parts).toEqual([
      { left: 0, top: 0, width: 1024, height: 40 },
      { left: 1024, top: 0, width: 76, height: 40 },
    ]);
  });

  it('reads nothing and keeps the matte where there is no subject', async () => {
    const black = paint(EXTENT, () => [0, 0, 0]);
    const read = jest.fn();
    const source = sourceOf(black, read);
    const { matteId, hasSubject } = await engine.estimateMatte({
      ...{ fine: 'fine', overview: thinned(black, 6), source },
    });

    const { tiles } = await engine.refineMatte(matteId, { source });

    expect({ hasSubject, tiles }).toEqual({ hasSubject: false, tiles: 0 });
    expect(read).not.toHaveBeenCalled();
    expect(await maskOf(matteId)).toEqual(new Uint8Array(96 * 96));
  });

  it('gives a failed read’s own error, keeps the matte and works the next time', async () => {
    const { matteId } = await estimate();
    const coarse = await maskOf(matteId);
    const busy = sourceOf(DISC, () => {
      throw new OffcutError('host-busy', 'a dialog is open');
    });

    await expect(engine.refineMatte(matteId, { source: busy })).rejects.toMatchObject({
      code: 'host-busy',
    });

    expect(await maskOf(matteId)).toEqual(coarse);
    await expect(engine.refineMatte(matteId, { source: sourceOf(DISC) })).resolves.toMatchObject({
      tiles: 1,
    });
  });

  it('is refused for a matte that is released, and so is drawing it', async () => {
    const { matteId } = await estimate();
    await engine.refineMatte(matteId, { source: sourceOf(DISC) });

    await engine.releaseMatte(matteId);

    await expect(maskOf(matteId)).rejects.toThrow(TypeError);
    await expect(engine.refineMatte(matteId, { source: sourceOf(DISC) })).rejects.toThrow(
      TypeError,
    );
  });

  it('lets the next call wait until the picture has been read', async () => {
    const { matteId } = await estimate();
    const order: string[] = [];
    const slow = sourceOf(DISC, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('read');
    });

    const refining = engine.refineMatte(matteId, { source: slow });
    const drawing = maskOf(matteId).then((mask) => {
      order.push('drawn');
      return mask;
    });
    await refining;

    expect(errorOf(await drawing)).toBeLessThan(5);
    expect(order).toEqual(['read', 'drawn']);
  });
});
