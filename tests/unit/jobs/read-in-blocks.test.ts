import { readInBlocks, type BlockOptions } from '../../../src/jobs/read-in-blocks';
import { createRgbImage, type Bounds, type Extent, type RgbImage } from '../../../src/raster';

/** Two blocks of 1024 × 1024, side by side or below each other, and no more. */
const OPTIONS: BlockOptions = { blockBytes: 1024 ** 2 * 4, keptBytes: 2 * 1024 ** 2 * 4 };

/** A picture whose pixels tell where they are from; it counts how often it is read. */
class Picture {
  readonly reads: { readonly part: Bounds; readonly most: Extent }[] = [];
  failures = 0;

  readonly read = (part: Bounds, most: Extent): Promise<RgbImage> => {
    this.reads.push({ part, most });
    if (this.failures-- > 0) return Promise.reject(new Error('Not now'));
    return Promise.resolve(this.shown(part, most));
  };

  shown({ left, top, width }: Bounds, most: Extent): RgbImage {
    const extent = { width: Math.min(width, most.width), height: most.height };
    const pixels = new Uint8Array(extent.width * extent.height * 3);
    for (let at = 0, y = top; y < top + extent.height; y++)
      for (let x = left; x < left + extent.width; x++) {
        pixels[at++] = x % 251;
        pixels[at++] = y % 241;
        pixels[at++] = (x + 3 * y) % 239;
      }
    return createRgbImage(extent, 3, pixels);
  }
}

function tilesOf({ width, height }: Extent, side: number): Bounds[] {
  const tiles: Bounds[] = [];
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side)
      tiles.push({
        left,
        top,
        width: Math.min(side, width - left),
        height: Math.min(side, height - top),
      });
  return tiles;
}

function isSame(a: RgbImage, b: RgbImage): boolean {
  const isSameForm = a.width === b.width && a.height === b.height && a.channels === b.channels;
  return isSameForm && Buffer.compare(a.pixels, b.pixels) === 0;
}

describe('a picture that is read in blocks', () => {
  let picture: Picture;
  beforeEach(() => {
    picture = new Picture();
  });

  it('reads a photograph of 24 megapixels twice, however often its tiles are asked for', async () => {
    const extent = { width: 6000, height: 4000 };
    // Nobody looks at these pixels.
    const shown = new Map<string, RgbImage>();
    const { read } = readInBlocks(extent, (part, most) => {
      picture.reads.push({ part, most });
      const key = `${part.width},${part.height}`;
      const image =
        shown.get(key) ?? createRgbImage(part, 3, new Uint8Array(part.width * part.height * 3));
      shown.set(key, image);
      return Promise.resolve(image);
    });

    for (const round of [1, 2])
      for (const tile of tilesOf(extent, 1024 * round)) await read(tile, tile);

    expect(picture.reads).toHaveLength(2);
  });

  it.each([
    ['one block', { width: 600, height: 500 }, 200],
    ['blocks below each other', { width: 300, height: 2300 }, 333],
    ['blocks side by side', { width: 2100, height: 30 }, 512],
    ['blocks both ways', { width: 1100, height: 1040 }, 400],
    ['a single row', { width: 1500, height: 1 }, 600],
  ])('gives what single reads give: %s', async (_which, extent, side) => {
    const { read } = readInBlocks(extent, picture.read, OPTIONS);

    for (const tile of tilesOf(extent, side))
      expect(isSame(await read(tile, tile), picture.shown(tile, tile))).toBe(true);
  });

  it('gives a part as large as many blocks', async () => {
    const extent = { width: 1100, height: 1040 };
    const whole = { left: 0, top: 0, ...extent };
    const { read } = readInBlocks(extent, picture.read, OPTIONS);

    expect(isSame(await read(whole, whole), picture.shown(whole, whole))).toBe(true);
  });

  it('gives each reader pixels of its own', async () => {
    const part = { left: 0, top: 0, width: 20, height: 10 };
    const { read } = readInBlocks(part, picture.read, OPTIONS);

    const [first, second] = [await read(part, part), await read(part, part)];
    first.pixels.fill(0);

    expect(isSame(second, picture.shown(part, part))).toBe(true);
    expect(isSame(await read(part, part), picture.shown(part, part))).toBe(true);
    expect(picture.reads).toHaveLength(1);
  });

  it('asks for a part that is scaled down as it is, once', async () => {
    const part = { left: 100, top: 50, width: 800, height: 600 };
    const { read } = readInBlocks({ width: 2000, height: 1500 }, picture.read, OPTIONS);

    const first = await read(part, { width: 64, height: 48 });
    first.pixels.fill(0);
    const second = await read(part, { width: 64, height: 48 });
    await read(part, { width: 32, height: 24 });

    expect(isSame(second, picture.shown(part, { width: 64, height: 48 }))).toBe(true);
    expect(picture.reads.map(({ part: asked, most }) => [asked, most])).toEqual([
      [part, { width: 64, height: 48 }],
      [part, { width: 32, height: 24 }],
    ]);
  });

  it('lets go of what was used longest ago where not all can be kept', async () => {
    const at = (top: number) => ({ left: 0, top, width: 8, height: 8 });
    const { read } = readInBlocks({ width: 64, height: 2500 }, picture.read, {
      ...OPTIONS,
      keptBytes: 2 * 64 * 1024 * 4,
    });
    const touch = (top: number) => read(at(top), at(top));

    for (const top of [0, 1024, 0, 2048, 0, 1024]) await touch(top);

    expect(picture.reads.map(({ part }) => part.top)).toEqual([0, 1024, 2048, 1024]);
  });

  it('reads a block once for readers that ask for it at the same time', async () => {
    const extent = { width: 600, height: 400 };
    const { read } = readInBlocks(extent, picture.read, OPTIONS);

    await Promise.all(tilesOf(extent, 100).map((tile) => read(tile, tile)));

    expect(picture.reads).toHaveLength(1);
  });

  it('tries a block again that could not be read', async () => {
    picture.failures = 1;
    const part = { left: 0, top: 0, width: 8, height: 8 };
    const { read } = readInBlocks(part, picture.read, OPTIONS);
    await expect(read(part, part)).rejects.toThrow('Not now');

    expect(isSame(await read(part, part), picture.shown(part, part))).toBe(true);
  });

  it('reads again what it was told to forget', async () => {
    const part = { left: 0, top: 0, width: 8, height: 8 };
    const { read, forget } = readInBlocks(part, picture.read, OPTIONS);
    await read(part, part);

    forget();
    await read(part, part);

    expect(picture.reads).toHaveLength(2);
  });
});
