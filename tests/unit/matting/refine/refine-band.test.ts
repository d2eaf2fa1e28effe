import { refineBand, renderMaskStrip, renderRefinedStrip } from '../../../../src/matting';
import { createAlphaMatte, createRgbImage, type Bounds } from '../../../../src/raster';

const extent = { width: 96, height: 64 };
/** Where the photograph's edge really is; the network is four pixels off and soft. */
const EDGE = 48;
const coarse = createAlphaMatte(
  { width: 24, height: 16 },
  Float32Array.from({ length: 24 * 16 }, (_, i) => Math.min(1, Math.max(0, ((i % 24) - 9.5) / 4))),
);

describe('refineBand', () => {
  it.each([2048, 48])('finds the photograph’s edge, solved at up to %i pixels', async (side) => {
    const refined = await refineBand({ coarse, extent, readTile, options: { workingSide: side } });

    const mask = renderRefinedStrip(refined, wholeMask());
    const before = renderMaskStrip(coarse, wholeMask());
    expect(error(mask)).toBeLessThan(0.5 * error(before));
  });

  it('reads nothing and changes nothing where there is no band', async () => {
    const read = jest.fn(readTile);
    const solid = createAlphaMatte({ width: 4, height: 4 }, new Float32Array(16).fill(1));

    const refined = await refineBand({ coarse: solid, extent, readTile: read });

    expect(read).not.toHaveBeenCalled();
    expect(renderRefinedStrip(refined, wholeMask())).toEqual(renderMaskStrip(solid, wholeMask()));
  });

  it('reads only tiles at the band, each once while they fit in memory', async () => {
    const read = jest.fn(readTile);

    await refineBand({
      ...{ coarse, extent, readTile: read },
      options: { workingSide: 48, tileSide: 8 },
    });

    const places = read.mock.calls.map(([{ left, top }]) => `${left},${top}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeLessThan((96 / 8) * (64 / 8));
  });

  it('reads a second time what it may not keep, and finds the same', async () => {
    const read = jest.fn(readTile);
    const options = { workingSide: 48, tileSide: 32 };
    const readOnce = jest.fn(readTile);
    const kept = await refineBand({ coarse, extent, readTile: readOnce, options });

    const refined = await refineBand({
      ...{ coarse, extent, readTile: read },
      options: { ...options, keptBytes: 0 },
    });

    expect(read).toHaveBeenCalledTimes(readOnce.mock.calls.length + refined.tiles.length);
    expect(refined.tiles).toEqual(kept.tiles);
  });

  it('ends between tiles when it is cancelled', async () => {
    const controller = new AbortController();
    const read = jest.fn((bounds: Bounds) => {
      controller.abort();
      return readTile(bounds);
    });

    const refining = refineBand({
      ...{ coarse, extent, readTile: read, signal: controller.signal },
      options: { tileSide: 8 },
    });

    await expect(refining).rejects.toMatchObject({ name: 'AbortError' });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reports rising progress up to 1', async () => {
    const fractions: number[] = [];

    await refineBand({
      ...{ coarse, extent, readTile, options: { tileSide: 16 } },
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1);
  });

  it('refuses a tile of another extent', async () => {
    const wrong = () => createRgbImage({ width: 1, height: 1 }, 3, new Uint8Array(3));

    await expect(refineBand({ coarse, extent, readTile: wrong })).rejects.toThrow(RangeError);
  });

  it.each([
    [1, 1],
    [1, 300],
    [300, 1],
  ])('takes a source of %i×%i', async (width, height) => {
    const source = { width, height };
    const refined = await refineBand({ coarse, extent: source, readTile: grey });

    const bounds = { left: 0, top: 0, ...source };
    const mask = renderRefinedStrip(refined, { extent: source, bounds, top: 0, height });
    expect(mask).toHaveLength(width * height);
  });
});

describe('renderRefinedStrip', () => {
  it('moves with the layer and is cut by the document', async () => {
    const refined = await refineBand({ coarse, extent, readTile, options: { tileSide: 16 } });
    const whole = renderRefinedStrip(refined, wholeMask());

    const moved = renderRefinedStrip(refined, {
      ...{ extent: { width: 50, height: 20 }, top: 0, height: 20 },
      bounds: { left: -30, top: -10, ...extent },
    });

    const expected = Array.from(
      { length: 50 * 20 },
      (_, i) => whole[(Math.floor(i / 50) + 10) * extent.width + (i % 50) + 30],
    );
    expect([...moved]).toEqual(expected);
  });

  it('refuses bounds of another extent', () => {
    const refined = { extent, coarse, tiles: [] };
    const bounds = { left: 0, top: 0, width: 95, height: 64 };

    expect(() => renderRefinedStrip(refined, { ...wholeMask(), bounds })).toThrow(RangeError);
  });
});

function wholeMask() {
  return { extent, bounds: { left: 0, top: 0, ...extent }, top: 0, height: extent.height };
}

/** Dark background at the left, bright subject from EDGE on. */
function readTile({ left, width, height }: Bounds) {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, k) =>
    left + (Math.floor(k / 3) % width) < EDGE ? 40 + (k % 3) : 200 - (k % 3),
  );
  return createRgbImage({ width, height }, 3, pixels);
}

function grey({ width, height }: Bounds) {
  return createRgbImage({ width, height }, 3, new Uint8Array(width * height * 3).fill(128));
}

function error(mask: Uint8Array): number {
  return mask.reduce(
    (sum, value, i) => sum + Math.abs(value - (i % extent.width < EDGE ? 0 : 255)),
    0,
  );
}
