import { rm } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { inspectPicture, readPicture } from '../../../src/cli/image-files';
import { createPictureSource } from '../../../src/cli/picture-source';
import { cropImage, type Bounds } from '../../../src/raster';
import { useFolder } from './fixtures';

const STORED = { width: 40, height: 24 };
/** Inside the picture both as it is stored and turned by a quarter. */
const PART: Bounds = { left: 3, top: 5, width: 17, height: 11 };

/** No two pixels alike, so that a part that is off by one shows. */
function patternOf(channels: 1 | 3 | 4): Uint8Array {
  return Uint8Array.from(
    { length: STORED.width * STORED.height * channels },
    (_, i) => (i * 97 + (i >> 5) * 31) % 256,
  );
}

function pattern(channels: 1 | 3 | 4 = 3) {
  return sharp(patternOf(channels), { raw: { ...STORED, channels } });
}

function deepPattern() {
  const values = Uint16Array.from(patternOf(3), (value, i) => value * 257 + (i % 3) - 1);
  return sharp(values, { raw: { ...STORED, channels: 3 } }).toColourspace('rgb16');
}

const KINDS: readonly [string, string, () => Sharp][] = [
  ['plain', 'png', () => pattern()],
  ['turned by EXIF', 'png', () => pattern().withMetadata({ orientation: 6 })],
  ['turned and mirrored by EXIF', 'jpg', () => pattern().withMetadata({ orientation: 5 })],
  ['of 16 bits', 'png', deepPattern],
  ['of 16 bits in Display P3', 'png', () => deepPattern().withIccProfile('p3')],
  ['with alpha', 'png', () => pattern(4)],
  ['grey', 'png', () => pattern(1)],
];

describe('a picture that is read in parts', () => {
  const folder = useFolder();

  async function open(extension: string, make: () => Sharp) {
    const path = folder.path(`picture.${extension}`);
    await make().toFile(path);
    const picture = await inspectPicture(path);
    return { picture, source: createPictureSource(picture), path };
  }

  it.each(KINDS)('gives the pixels of the whole there: %s', async (_name, extension, make) => {
    const { picture, source } = await open(extension, make);
    const whole = await readPicture(picture, picture);

    const part = await source.read(PART, PART);

    expect(source.extent).toEqual({ width: picture.width, height: picture.height });
    expect(part).toEqual(cropImage(whole, PART));
  });

  it.each(KINDS)('reduces as the whole is reduced: %s', async (_name, extension, make) => {
    const { picture, source } = await open(extension, make);
    const most = { width: 9, height: 7 };

    const reduced = await source.read({ left: 0, top: 0, ...source.extent }, most);

    expect(reduced).toEqual(await readPicture(picture, most));
  });

  it('reduces each side on its own, of a part as of a picture of its own', async () => {
    const { picture, source } = await open('png', pattern);
    const alone = cropImage(await readPicture(picture, picture), PART);
    const path = folder.path('part.png');
    await sharp(alone.pixels, { raw: { width: 17, height: 11, channels: 3 } }).toFile(path);
    const most = { width: 6, height: 100 };

    const reduced = await source.read(PART, most);

    expect(reduced).toMatchObject({ width: 6, height: 11 });
    expect(reduced).toEqual(await readPicture(await inspectPicture(path), most));
  });

  it('decodes the file once for parts that stand beside each other', async () => {
    const { source, path } = await open('png', pattern);
    const left = await source.read({ left: 0, top: 8, width: 20, height: 8 }, STORED);
    await rm(path);

    const right = await source.read({ left: 20, top: 9, width: 20, height: 7 }, STORED);

    expect(left).toMatchObject({ width: 20, height: 8 });
    const expected = [...patternOf(3).subarray((9 * 40 + 20) * 3, (9 * 40 + 20) * 3 + 6)];
    expect([...right.pixels.subarray(0, 6)]).toEqual(expected);
  });

  it('goes back up when it is asked to', async () => {
    const { source } = await open('png', pattern);
    const top = { left: 0, top: 0, width: 5, height: 5 };
    const first = await source.read(top, top);
    await source.read({ ...top, top: 10 }, top);

    expect(await source.read(top, top)).toEqual(first);
  });

  it('hands out pixels that belong to the reader', async () => {
    const { source } = await open('png', pattern);
    const first = await source.read(PART, PART);
    const kept = first.pixels.slice();
    first.pixels.fill(0);

    expect((await source.read(PART, PART)).pixels).toEqual(kept);
  });

  it('says that the file cannot be read when it is gone', async () => {
    const { source, path } = await open('png', pattern);
    await rm(path);

    await expect(source.read(PART, PART)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
