import { truncate, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import {
  inspectPicture,
  readPicture,
  writeCutOut,
  writeMask,
  type Picture,
} from '../../../src/cli/image-files';
import { useFolder } from './fixtures';

const ROOMY = { width: 1024, height: 1024 };
const RED = [200, 30, 60] as const;
const DEEP_RED = [51411, 7715, 15427] as const;

/** `count` pixels of one colour. */
const bytes = (colour: readonly number[], count: number) =>
  Uint8Array.from({ length: colour.length * count }, (_, i) => colour[i % colour.length] ?? 0);
const words = (colour: readonly number[], count: number) =>
  Uint16Array.from({ length: colour.length * count }, (_, i) => colour[i % colour.length] ?? 0);

/** A picture of `width` × `height` in one colour, of any depth and number of channels. */
function plain(width: number, height: number, colour: readonly number[], is16 = false) {
  const channels = colour.length as 1 | 2 | 3 | 4;
  const pixels = (is16 ? words : bytes)(colour, width * height);
  const space = (channels < 3 ? ['b-w', 'grey16'] : ['srgb', 'rgb16'])[is16 ? 1 : 0];
  return sharp(pixels, { raw: { width, height, channels } }).toColourspace(space);
}

/** The values that a PNG holds, of its own depth, without any conversion. */
async function valuesIn(path: string) {
  const header = await sharp(path).metadata();
  const is16 = header.depth === 'ushort';
  // sharp's raw output of 8-bit grey leaves alpha out.
  const dropsAlpha = header.space === 'b-w' && header.hasAlpha;
  const { data, info } = await sharp(path)
    .keepIccProfile()
    .toColourspace(dropsAlpha ? 'srgb' : header.space)
    .raw({ depth: is16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const values = is16 ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { header, width: info.width, height: info.height, values: [...values] };
}

async function cutOut(picture: Picture, value: number, path: string) {
  const { width, height } = picture;
  const pixels = new Uint8Array(width * height).fill(value);
  await writeCutOut(picture, { width, height, pixels }, path);
  return valuesIn(path);
}

describe('a picture file', () => {
  const folder = useFolder();

  it('is seen and read the way its EXIF orientation turns it', async () => {
    const path = folder.path('turned.png');
    const topLeftRed = Uint8Array.from([...RED, ...bytes([0, 0, 255], 5)]);
    await sharp(topLeftRed, { raw: { width: 3, height: 2, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .png()
      .toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { width, height, values } = await cutOut(picture, 128, folder.path('out.png'));

    expect(picture).toMatchObject({ width: 2, height: 3 });
    expect(image).toMatchObject({ width: 2, height: 3, channels: 3 });
    expect([...image.pixels.subarray(3, 6)]).toEqual(RED);
    expect({ width, height }).toEqual({ width: 2, height: 3 });
    expect(values.slice(4, 8)).toEqual([...RED, 128]);
  });

  it('is converted from its own profile for the network, and kept with it in the cut-out', async () => {
    const path = folder.path('p3.png');
    await plain(4, 4, RED).withIccProfile('p3').png().toFile(path);
    const stored = await valuesIn(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const kept = await cutOut(picture, 255, folder.path('out.png'));

    expect(stored.values.slice(0, 3)).not.toEqual(RED);
    expect([...image.pixels.subarray(0, 3)]).toEqual(RED);
    expect(kept.values.slice(0, 4)).toEqual([...stored.values.slice(0, 3), 255]);
    expect(kept.header.icc?.equals(stored.header.icc ?? Buffer.alloc(0))).toBe(true);
  });

  it('keeps 16 bits in the cut-out, with the mask spread over them', async () => {
    const path = folder.path('deep.png');
    await plain(2, 2, DEEP_RED, true).png().toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { header, values } = await cutOut(picture, 128, folder.path('out.png'));

    expect(picture).toMatchObject({ depth: 16, warnings: [] });
    expect([...image.pixels.subarray(0, 3)]).toEqual(RED);
    expect(header.depth).toBe('ushort');
    expect(values.slice(0, 4)).toEqual([...DEEP_RED, 128 * 257]);
  });

  it('is converted from a 16-bit Display P3 as from an 8-bit one', async () => {
    await plain(2, 2, RED).withIccProfile('p3').png().toFile(folder.path('8.png'));
    const { values } = await valuesIn(folder.path('8.png'));
    const deep = values.slice(0, 3).map((value) => value * 257);
    // sharp takes 16-bit values without a profile for P3, so these are stored as they are.
    await plain(2, 2, deep, true).withIccProfile('p3').png().toFile(folder.path('16.png'));

    const picture = await inspectPicture(folder.path('16.png'));
    const image = await readPicture(picture, ROOMY);
    const kept = await cutOut(picture, 255, folder.path('out.png'));

    const difference = RED.map((value, i) => Math.abs(value - (image.pixels[i] ?? 0)));
    expect(Math.max(...difference)).toBeLessThanOrEqual(1);
    expect(kept.values.slice(0, 4)).toEqual([...deep, 65535]);
    expect(kept.header.icc).toBeDefined();
  });

  it('has its own alpha multiplied by the mask, colours untouched', async () => {
    const path = folder.path('glass.png');
    await plain(2, 2, [...RED, 100])
      .withIccProfile('p3')
      .png()
      .toFile(path);
    const stored = await valuesIn(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { header, values } = await cutOut(picture, 128, folder.path('out.png'));

    expect(image.channels).toBe(4);
    expect([...image.pixels.subarray(0, 4)]).toEqual([...RED, 100]);
    expect(values.slice(0, 4)).toEqual([...stored.values.slice(0, 3), Math.round(12800 / 255)]);
    expect(header.icc).toBeDefined();
  });

  it('has a 16-bit alpha multiplied in 16 bits', async () => {
    const path = folder.path('glass.png');
    await plain(2, 2, [...DEEP_RED, 30001], true)
      .png()
      .toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { values } = await cutOut(picture, 128, folder.path('out.png'));

    expect([...image.pixels.subarray(0, 4)]).toEqual([...RED, 117]);
    expect(values.slice(0, 4)).toEqual([...DEEP_RED, Math.round((30001 * 128) / 255)]);
  });

  it.each([
    { colour: [77], is16: false, seen: [77, 77, 77], kept: [77, 77, 77, 255] },
    { colour: [30000], is16: true, seen: [117, 117, 117], kept: [30000, 65535] },
    { colour: [77, 200], is16: false, seen: [77, 77, 77, 200], kept: [77, 77, 77, 200] },
  ])('may be grey $colour (16 bits: $is16), and stays so', async ({ colour, is16, seen, kept }) => {
    const path = folder.path('grey.png');
    await plain(3, 2, colour, is16).png().toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { header, values } = await cutOut(picture, 255, folder.path('out.png'));

    expect([...image.pixels.subarray(0, seen.length)]).toEqual(seen);
    expect(header.channels).toBe(2);
    expect(values.slice(0, kept.length)).toEqual(kept);
  });

  it('may be CMYK: the cut-out is then sRGB, and says so', async () => {
    const path = folder.path('print.jpg');
    await plain(8, 8, RED)
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, ROOMY);
    const { header, values } = await cutOut(picture, 9, folder.path('out.png'));

    expect(picture.warnings).toEqual([expect.stringMatching(/8-bit sRGB.*cmyk/)]);
    expect(values.slice(0, 4)).toEqual([...image.pixels.subarray(0, 3), 9]);
    expect(Math.abs((values[0] ?? 0) - RED[0])).toBeLessThan(20);
    expect(header).toMatchObject({ space: 'srgb', channels: 4 });
  });

  it('may be Lab or floating point, converted in the same way', async () => {
    const path = folder.path('lab.tif');
    await plain(4, 4, RED).toColourspace('lab').tiff({ compression: 'none' }).toFile(path);

    const picture = await inspectPicture(path);
    const { values } = await cutOut(picture, 255, folder.path('out.png'));

    expect(picture.warnings).toHaveLength(1);
    expect(values.slice(0, 4)).toEqual([...RED, 255]);
  });

  it.each(['webp', 'tiff', 'avif', 'gif'] as const)('may be %s', async (format) => {
    const path = folder.path(`photo.${format}`);
    await plain(16, 16, RED).toFormat(format).toFile(path);

    const picture = await inspectPicture(path);
    const { values } = await cutOut(picture, 255, folder.path('out.png'));

    const difference = RED.map((value, i) => Math.abs(value - (values[i] ?? 0)));
    expect(Math.max(...difference)).toBeLessThanOrEqual(4);
  });

  it('with several frames gives the first, and says so', async () => {
    const path = folder.path('film.gif');
    const frames = [plain(4, 4, RED), plain(4, 4, [0, 0, 255])].map((frame) =>
      frame.png().toBuffer(),
    );
    await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toFile(path);

    const picture = await inspectPicture(path);

    expect(picture).toMatchObject({ height: 4, warnings: ['only the first of 2 pages was used'] });
  });

  it.each([
    [1, 1],
    [1, 9],
    [9, 1],
  ])('may be %i × %i', async (width, height) => {
    const path = folder.path('tiny.png');
    await plain(width, height, RED).png().toFile(path);

    const picture = await inspectPicture(path);
    const image = await readPicture(picture, { width: 4, height: 4 });
    const written = await cutOut(picture, 7, folder.path('out.png'));

    expect(image).toMatchObject({ width: Math.min(width, 4), height: Math.min(height, 4) });
    expect(written).toMatchObject({ width, height });
  });

  it('is reduced while it is read, each side on its own, without aliasing', async () => {
    const path = folder.path('stripes.png');
    const stripes = Uint8Array.from({ length: 256 * 16 }, (_, i) => (i % 2 ? 255 : 0));
    await sharp(stripes, { raw: { width: 256, height: 16, channels: 1 } })
      .png()
      .toFile(path);

    const image = await readPicture(await inspectPicture(path), { width: 32, height: 32 });

    expect(image).toMatchObject({ width: 32, height: 16 });
    const inner = [...image.pixels].filter((_, i) => i % 96 >= 6 && i % 96 < 90);
    expect(Math.min(...inner)).toBeGreaterThan(120);
    expect(Math.max(...inner)).toBeLessThan(135);
  });
});

describe('a file that is no picture', () => {
  const folder = useFolder();

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
  ])('is refused when it holds %s', async (_name, content) => {
    await writeFile(folder.path('a.jpg'), content);

    await expect(inspectPicture(folder.path('a.jpg'))).rejects.toMatchObject({
      code: 'file-unreadable',
      context: { file: 'a.jpg' },
    });
  });

  it('is refused when it is missing or a folder', async () => {
    for (const path of [folder.path('gone.jpg'), folder.path()])
      await expect(inspectPicture(path)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
    'is refused when a %s ends early, rather than read half',
    async (format) => {
      const path = folder.path('half');
      const { size } = await sharp({
        create: {
          width: 200,
          height: 200,
          channels: 3,
          background: 'red',
          noise: { type: 'gaussian', mean: 128, sigma: 30 },
        },
      })
        .toFormat(format)
        .toFile(path);
      await truncate(path, Math.floor(size * 0.6));

      const reading = inspectPicture(path).then((picture) => readPicture(picture, ROOMY));

      await expect(reading).rejects.toMatchObject({ code: 'file-unreadable' });
    },
  );

  it('is refused with words of its own when it has too many pixels', async () => {
    const path = folder.path('wall.png');
    await plain(20_000, 1, [9]).extend({ bottom: 13_999, extendWith: 'copy' }).png().toFile(path);

    await expect(inspectPicture(path)).rejects.toMatchObject({ code: 'file-too-large' });
  });
});

describe('a mask file', () => {
  const folder = useFolder();

  it('holds exactly the mask: 8-bit grey, every value, no profile', async () => {
    const path = folder.path('a.mask.png');
    const pixels = Uint8Array.from({ length: 256 }, (_, i) => i);

    await writeMask({ width: 16, height: 16, pixels }, path);

    const { header, values } = await valuesIn(path);
    expect(header).toMatchObject({ channels: 1, depth: 'uchar', space: 'b-w', hasProfile: false });
    expect(values).toEqual([...pixels]);
  });
});
