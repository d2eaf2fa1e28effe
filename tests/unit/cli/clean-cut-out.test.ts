import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { findColourChanges } from '../../../src/cli/find-colour-changes';
import {
  inspectPicture,
  readOwnColours,
  writeCutOut,
  type MaskImage,
  type Picture,
} from '../../../src/cli/image-files';
import { foregroundOf } from '../../../src/matting';
import { useFolder } from './fixtures';

const EXTENT = { width: 12, height: 10 };
const AREA = EXTENT.width * EXTENT.height;

/** Red on the left and blue on the right as far as there are channels, mixed in the middle; a step of alpha, too. */
function pixelsOf(channels: 1 | 2 | 3 | 4, is16: boolean): Uint8Array | Uint16Array {
  const white = is16 ? 65535 : 255;
  const samples = is16 ? new Uint16Array(AREA * channels) : new Uint8Array(AREA * channels);
  const ends =
    channels < 3
      ? [[0.8, 0.1]]
      : [
          [0.9, 0.1],
          [0.2, 0.3],
          [0.1, 0.7],
        ];
  const alphas = channels % 2 === 0 ? [[0.5, 1]] : [];
  return samples.map((_, i) => {
    const x = Math.floor(i / channels) % EXTENT.width;
    const [left = 0, right = 0] = [...ends, ...alphas][i % channels] ?? [];
    const share = subjectAt(x) / 255;
    return Math.round(white * (left * share + right * (1 - share)) * 0.97 + ((i * 7) % 5));
  });
}

/** Subject on the left, a soft edge of four pixels, background on the right. */
function subjectAt(x: number): number {
  return Math.min(255, Math.max(0, Math.round(255 * (1 - (x - 3) / 5))));
}

interface Kind {
  readonly name: string;
  readonly channels: 1 | 2 | 3 | 4;
  readonly is16?: boolean;
  readonly profile?: string;
  readonly orientation?: number;
  readonly format?: 'png' | 'jpeg' | 'tiff' | 'webp';
  readonly space?: string;
}

async function write({ channels, is16 = false, format = 'png', ...kind }: Kind, path: string) {
  const raw = sharp(pixelsOf(channels, is16), { raw: { ...EXTENT, channels } });
  const space = kind.space ?? (channels < 3 ? ['b-w', 'grey16'] : ['srgb', 'rgb16'])[is16 ? 1 : 0];
  const placed = raw.toColourspace(space).withMetadata({
    ...{ density: 240 },
    ...(kind.orientation !== undefined && { orientation: kind.orientation }),
  });
  await (kind.profile === undefined ? placed : placed.withIccProfile(kind.profile))
    .toFormat(format)
    .toFile(path);
}

/** All values of a PNG as they are stored: colour and alpha, in its own depth. */
async function valuesIn(path: string) {
  const header = await sharp(path).metadata();
  const is16 = header.depth === 'ushort';
  const { data, info } = await sharp(path)
    .keepIccProfile()
    // sharp's raw output of 8-bit grey leaves alpha out.
    .toColourspace(header.space === 'b-w' ? 'srgb' : header.space)
    .raw({ depth: is16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const values = is16 ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const colours = info.channels - 1;
  const isGrey = header.channels === 2;
  return {
    header,
    alpha: [...values].filter((_, i) => i % info.channels === colours),
    colours: [...values].filter((_, i) => {
      const channel = i % info.channels;
      return isGrey ? channel === 0 : channel < colours;
    }),
  };
}

/** A mask as the picture is seen, the subject where it was before anything was turned. */
function maskFor({ width, height }: Picture): MaskImage {
  const isTurned = width === EXTENT.height;
  const pixels = Uint8Array.from({ length: AREA }, (_, i) =>
    subjectAt(isTurned ? Math.floor(i / width) : i % width),
  );
  return { width, height, pixels };
}

const KINDS: readonly Kind[] = [
  { name: '8-bit RGB', channels: 3 },
  { name: '8-bit RGB in Display P3', channels: 3, profile: 'p3' },
  { name: '16-bit RGB', channels: 3, is16: true },
  { name: '16-bit RGB in Display P3', channels: 3, is16: true, profile: 'p3' },
  { name: '8-bit grey', channels: 1 },
  { name: '16-bit grey', channels: 1, is16: true },
  { name: 'turned by EXIF', channels: 3, orientation: 5 },
  {
    name: '16-bit in Display P3, turned by EXIF',
    channels: 3,
    ...{ is16: true, profile: 'p3' },
    orientation: 5,
  },
  { name: 'transparent', channels: 4, profile: 'p3' },
  { name: 'transparent in 16 bits, turned', channels: 4, is16: true, orientation: 5 },
  { name: 'transparent grey', channels: 2 },
  { name: 'a JPEG that is turned', channels: 3, format: 'jpeg', orientation: 5, profile: 'p3' },
  { name: 'a WebP', channels: 4, format: 'webp' },
  { name: 'Lab, which PNG does not have', channels: 3, format: 'tiff', space: 'lab' },
  { name: 'CMYK, which PNG does not have', channels: 3, format: 'jpeg', space: 'cmyk' },
];

describe('a cut-out with clean colours', () => {
  const folder = useFolder();

  it.each(KINDS)('differs from the plain one in its soft colours alone: $name', async (kind) => {
    await write(kind, folder.path('in'));
    const picture = await inspectPicture(folder.path('in'));
    const mask = maskFor(picture);
    const own = await readOwnColours(picture);
    const ownBefore = own.pixels.slice();

    await writeCutOut(picture, mask, folder.path('plain.png'));
    const changes = await findColourChanges(own, mask, 1);
    await writeCutOut(picture, mask, folder.path('clean.png'), changes);

    const plain = await valuesIn(folder.path('plain.png'));
    const clean = await valuesIn(folder.path('clean.png'));
    expect(clean.header).toEqual(plain.header);
    expect(clean.alpha).toEqual(plain.alpha);
    expect(plain.colours).toEqual([...ownBefore]);
    expect(clean.colours).toEqual([...foregroundOf(own, mask.pixels)]);
    expect(clean.colours).not.toEqual(plain.colours);
    const solid = (values: readonly number[]) =>
      values.filter((_, i) => mask.pixels[Math.floor(i / own.channels)] === 255);
    expect(solid(clean.colours)).toEqual(solid(plain.colours));
  });

  it('is the plain one byte for byte where the amount is 0, and again the same the second time', async () => {
    await write({ name: '', channels: 3 }, folder.path('in'));
    const picture = await inspectPicture(folder.path('in'));
    const mask = maskFor(picture);
    const own = await readOwnColours(picture);

    await writeCutOut(picture, mask, folder.path('plain.png'));
    for (const [name, amount] of Object.entries({ zero: 0, first: 1, second: 1 })) {
      const changes = await findColourChanges(own, mask, amount);
      await writeCutOut(picture, mask, folder.path(name), changes);
    }

    const bytes = (name: string) => readFile(folder.path(name));
    expect((await bytes('zero')).equals(await bytes('plain.png'))).toBe(true);
    expect((await bytes('second')).equals(await bytes('first'))).toBe(true);
    expect((await bytes('first')).equals(await bytes('plain.png'))).toBe(false);
  });

  it('brings the soft edge nearer to the subject’s own colour, half way for half the amount', async () => {
    const pixels = Uint8Array.from({ length: AREA }, (_, i) => {
      const share = subjectAt(i % EXTENT.width) / 255;
      return Math.round(200 * share + 40 * (1 - share));
    });
    const picture = { ...EXTENT, channels: 1, pixels } as const;
    const mask = { ...EXTENT, pixels: pixels.map((_, i) => subjectAt(i % EXTENT.width)) };

    const changedBy = async (amount: number, x: number) => {
      const { pixels: changes } = await findColourChanges(picture, mask, amount);
      return (pixels[x] ?? 0) ^ (changes[x * 2] ?? 0);
    };

    // Two fifths of a subject of 200.
    expect(pixels[6]).toBeLessThan(120);
    expect(await changedBy(1, 6)).toBeGreaterThan(180);
    const half = ((pixels[6] ?? 0) + (await changedBy(1, 6))) / 2;
    expect(Math.abs((await changedBy(0.5, 6)) - half)).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 1],
    [1, 700],
    [700, 1],
    [3, 600],
    // Larger than what is solved at once, so that strips look around themselves.
    [2, 2100],
    [2100, 2],
  ])('has no seam between strips, whatever its extent: %i × %i', async (width, height) => {
    const area = width * height;
    const pixels = Uint16Array.from({ length: 3 * area }, (_, i) => (i * 7919) % 65536);
    const picture = { width, height, channels: 3, pixels } as const;
    const mask = {
      width,
      height,
      pixels: Uint8Array.from({ length: area }, (_, i) => (i * 37) % 256),
    };

    const { pixels: changes } = await findColourChanges(picture, mask, 1);

    const changed = pixels.map(
      (value, i) => value ^ (changes[Math.floor(i / 3) * 4 + (i % 3)] ?? 0),
    );
    expect(
      Buffer.from(changed.buffer).equals(Buffer.from(foregroundOf(picture, mask.pixels).buffer)),
    ).toBe(true);
    expect(changes.filter((_, i) => i % 4 === 3).some((alpha) => alpha !== 0)).toBe(false);
  });

  it('is refused when the picture has gone in between', async () => {
    await write({ name: '', channels: 3 }, folder.path('in.png'));
    const picture = await inspectPicture(folder.path('in.png'));

    const reading = readOwnColours({ ...picture, path: folder.path('gone.png') });

    await expect(reading).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
