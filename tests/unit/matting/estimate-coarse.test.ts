import { estimateCoarse, type Look } from '../../../src/matting';
import { createAlphaMatte, createRgbImage, type AlphaMatte } from '../../../src/raster';

const SIDE = 64;
const EXTENT = { width: 640, height: 640 };
const overview = createRgbImage(
  { width: SIDE, height: SIDE },
  3,
  new Uint8Array(SIDE * SIDE * 3).fill(200),
);

/** A solid square of `side` pixels in the middle, and a faint speck far from it. */
function square(side: number, speck = 0): AlphaMatte {
  const from = (SIDE - side) / 2;
  const isIn = (v: number): boolean => v >= from && v < from + side;
  const alpha = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    isIn(i % SIDE) && isIn(Math.floor(i / SIDE)) ? 1 : 0,
  );
  alpha[0] = speck;
  return createAlphaMatte({ width: SIDE, height: SIDE }, alpha);
}

/** A picture of that matte, and what was looked at. */
function sight(matte: AlphaMatte) {
  const looks: Look[] = [];
  const see = (look: Look): Promise<AlphaMatte> => {
    looks.push(look);
    return Promise.resolve(look.part ? square(SIDE / 2) : matte);
  };
  return { looks, see };
}

describe('estimateCoarse', () => {
  it('looks once with one network', async () => {
    const { looks, see } = sight(square(40));

    const { matte } = await estimateCoarse(see, { extent: EXTENT, overview, hasSteady: false });

    expect(looks).toEqual([{ network: 'fine', isMirrored: false }]);
    expect(matte).toEqual(square(40));
  });

  it('looks four times with two networks at a subject that fills the picture', async () => {
    const { looks, see } = sight(square(60));

    const { matte } = await estimateCoarse(see, { extent: EXTENT, overview, hasSteady: true });

    expect(looks.map(({ network, isMirrored, part }) => [network, isMirrored, part])).toEqual([
      ['steady', false, undefined],
      ['steady', true, undefined],
      ['fine', false, undefined],
      ['fine', true, undefined],
    ]);
    expect(matte).toMatchObject({ width: SIDE, height: SIDE });
  });

  it('looks once more at three quarters of the extent, where the fine network can', async () => {
    const { looks, see } = sight(square(60));

    const { matte } = await estimateCoarse(see, {
      ...{ extent: EXTENT, overview, hasSteady: true },
      canReduce: true,
    });

    expect(looks.at(-1)).toEqual({ network: 'fine', isMirrored: true, scale: 0.75 });
    expect(looks).toHaveLength(5);
    expect(matte).toMatchObject({ width: SIDE, height: SIDE });
  });

  it('looks again at a small subject, at its own grain', async () => {
    const { looks, see } = sight(square(16));

    const { matte, uncertainty } = await estimateCoarse(see, {
      extent: EXTENT,
      overview,
      hasSteady: true,
    });

    // 160 pixels around the middle, with a margin of 15 % on each side.
    const part = { left: 216, top: 216, width: 208, height: 208 };
    expect(looks.slice(4)).toEqual([
      { network: 'steady', isMirrored: false, part },
      { network: 'steady', isMirrored: true, part },
      { network: 'fine', isMirrored: false, part },
    ]);
    expect(matte.width).toBe(Math.round((SIDE * 640) / 208));
    expect(uncertainty.map).toHaveLength(matte.width * matte.height);
  });

  it('reports progress that rises to 1', async () => {
    const fractions: number[] = [];
    const { see } = sight(square(60));

    await estimateCoarse(see, {
      ...{ extent: EXTENT, overview, hasSteady: true },
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('removes specks, and lists what it has found', async () => {
    const { see } = sight(square(40, 0.9));

    const { matte, islands } = await estimateCoarse(see, {
      ...{ extent: EXTENT, overview, hasSteady: false },
      islands: { speckFraction: 0.01 },
    });

    expect(matte.alpha[0]).toBe(0);
    expect(islands.map(({ kind, isKept }) => [kind, isKept])).toEqual([
      ['subject', true],
      ['subject', false],
    ]);
  });

  it('passes on what a network fails with', async () => {
    const see = () => Promise.reject(new Error('lost'));

    await expect(
      estimateCoarse(see, { extent: EXTENT, overview, hasSteady: true }),
    ).rejects.toThrow('lost');
  });
});
