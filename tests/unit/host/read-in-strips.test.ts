import type { LayerPixels } from '../../../src/host/pixels';
import { readInStrips } from '../../../src/host/read-in-strips';
import type { Bounds } from '../../../src/raster';

/** Too many pixels for one read, and one row more than fit into three. */
const REGION = { left: 7, top: 5, width: 400_000, height: 31 };

describe('a region that is read in strips', () => {
  /** Every byte of a row tells its place in the document. */
  const rows = ({ left, top, width, height }: Bounds): LayerPixels => {
    const pixels = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) pixels.fill(top + y, y * width * 3, (y + 1) * width * 3);
    return { bounds: { left, top, width, height }, width, height, channels: 3, pixels };
  };

  it('is put together in its order', async () => {
    const asked: Bounds[] = [];

    const read = await readInStrips(REGION, (strip) => {
      asked.push(strip);
      return Promise.resolve(rows(strip));
    });

    expect(asked.map(({ top, height }) => [top, height])).toEqual([
      [5, 10],
      [15, 10],
      [25, 10],
      [35, 1],
    ]);
    expect(read).toMatchObject({ bounds: REGION, width: 400_000, height: 31, channels: 3 });
    const expected = rows(REGION).pixels;
    expect(Buffer.compare(read?.pixels ?? expected.subarray(1), expected)).toBe(0);
  });

  it('is transparent around what strips hold', async () => {
    const place = { left: 9, top: 26, width: 2, height: 1 };

    const read = await readInStrips(REGION, ({ top }) =>
      Promise.resolve(top === 25 ? rows(place) : undefined),
    );

    expect(read).toMatchObject({ bounds: REGION, channels: 4 });
    const at = (21 * REGION.width + 2) * 4;
    expect([...(read?.pixels.subarray(at - 4, at + 12) ?? [])]).toEqual(
      [
        [0, 0, 0, 0],
        [26, 26, 26, 255],
        [26, 26, 26, 255],
        [0, 0, 0, 0],
      ].flat(),
    );
    expect(read?.pixels.reduce((sum, value) => sum + value, 0)).toBe(2 * (3 * 26 + 255));
  });

  it('is nothing where no strip holds any', async () => {
    expect(await readInStrips(REGION, () => Promise.resolve(undefined))).toBeUndefined();
  });

  it('refuses a strip at another size than its bounds', async () => {
    const reading = readInStrips(REGION, (strip) =>
      Promise.resolve({ ...rows({ ...strip, width: 4 }), bounds: strip }),
    );

    await expect(reading).rejects.toMatchObject({ code: 'unexpected-pixels' });
  });

  it('comes as it is where one read is enough', async () => {
    const small = { left: 0, top: 0, width: 3, height: 2 };
    const pixels = rows(small);

    expect(await readInStrips(small, () => Promise.resolve(pixels))).toBe(pixels);
  });
});
