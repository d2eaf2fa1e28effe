import { basename } from 'node:path';
import sharp, { type Metadata, type Sharp, type SharpInput } from 'sharp';
import type { ColourImage } from '../matting';
import { createRgbImage, type Bounds, type Extent, type RgbImage } from '../raster';
import { OffcutError } from '../support';

/** An 8-bit layer mask: 255 reveals, 0 hides. Rows from top to bottom; `pixels.length === width × height`. */
export interface MaskImage extends Extent {
  readonly pixels: Uint8Array;
}

/** A picture file that can be read, as it is seen: width and height are those after its EXIF orientation. */
export interface Picture extends Extent {
  readonly path: string;
  /** Bits a channel of the cut-out. */
  readonly depth: 8 | 16;
  readonly isGrey: boolean;
  readonly hasAlpha: boolean;
  readonly hasProfile: boolean;
  /** False where the cut-out cannot keep the file's own values, because PNG has no such colour model. */
  readonly keepsValues: boolean;
  readonly warnings: readonly string[];
}

// libvips would keep pixels of pictures that are done, and of files that have changed since.
sharp.cache(false);

/**
 * Reads the header only. Pictures are PNG, JPEG, WebP, TIFF, AVIF and GIF.
 * @throws file-unreadable, file-too-large
 */
export async function inspectPicture(path: string): Promise<Picture> {
  const header = await reading(path, () => open(path).metadata());
  if (!FORMATS.has(header.format)) throw unreadable(path, `${header.format} is not a picture here`);
  const keepsValues = KEPT_SPACES.has(header.space) && KEPT_DEPTHS.has(header.depth);
  return {
    path,
    ...header.autoOrient,
    depth: keepsValues && header.depth === 'ushort' ? 16 : 8,
    isGrey: keepsValues && header.channels < 3,
    hasAlpha: header.hasAlpha,
    hasProfile: header.icc !== undefined,
    keepsValues,
    warnings: warningsFor(header, keepsValues),
  };
}

/** The whole picture, as readPart reads a part. @throws file-unreadable */
export async function readPicture(picture: Picture, most: Extent): Promise<RgbImage> {
  const { width, height } = picture;
  return readPart(picture, { left: 0, top: 0, width, height }, most);
}

/**
 * The pixels of `part`, which lies inside the picture: 8-bit sRGB, converted from the picture's own profile, 4 channels
 * where it has alpha. They are reduced to `most` on each side on its own (triangle filter), and never enlarged. Allocates.
 * The file is decoded down to the part's last row; what must be turned is unpacked whole on the way.
 * @throws file-unreadable
 */
export async function readPart(picture: Picture, part: Bounds, most: Extent): Promise<RgbImage> {
  const { left, top } = part;
  const width = Math.min(part.width, most.width);
  const height = Math.min(part.height, most.height);
  const pipeline = toSrgb(open(picture.path), picture)
    .extract({ left, top, width: part.width, height: part.height })
    .resize(width, height, { fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .raw();
  const { data: pixels, info } = await reading(picture.path, () =>
    pipeline.toBuffer({ resolveWithObject: true }),
  );
  return createRgbImage({ width, height }, info.channels === 4 ? 4 : 3, pixels);
}

/** Writes an 8-bit grey PNG without a profile, so that no reader bends its values. Borrows `mask`. */
export async function writeMask(mask: MaskImage, path: string): Promise<void> {
  await fromGrey(mask.pixels, mask).png().toFile(path);
}

/**
 * The whole picture as its cut-out holds it: its own values, in its own profile and depth, without alpha. Allocates.
 * @throws file-unreadable
 */
export async function readOwnColours(picture: Picture): Promise<ColourImage> {
  const depth = picture.depth === 16 ? 'ushort' : 'uchar';
  const { data, info } = await reading(picture.path, () =>
    openOpaque(picture).raw({ depth }).toBuffer({ resolveWithObject: true }),
  );
  const { width, height } = picture;
  return { width, height, channels: info.channels === 1 ? 1 : 3, pixels: samplesOf(data, picture) };
}

/**
 * Writes the picture as PNG with its own values, depth and profile, its alpha multiplied by `mask`. `changes` are laid over
 * its colours by XOR (see findColourChanges): alpha there is 0, channels and depth are the cut-out's. Streams from file to
 * file, but for a picture that has alpha or another colour model, which is unpacked once in memory. Borrows all.
 */
export async function writeCutOut(
  picture: Picture,
  mask: MaskImage,
  path: string,
  changes?: ColourImage,
): Promise<void> {
  const alpha = await fromGrey(await toCutOutAlpha(picture, mask), mask)
    .png({ compressionLevel: 0 })
    .toBuffer();
  const opaque = picture.keepsValues && !picture.hasAlpha ? picture.path : await unpack(picture);
  const cutOut = open(opaque).keepIccProfile().toColourspace(spaceOf(picture)).joinChannel(alpha);
  await (changes ? change(cutOut, changes) : cutOut).png().toFile(path);
}

/** sharp does this after it has joined a channel, and converts nothing for it. */
function change(pipeline: Sharp, { pixels, ...raw }: ColourImage): Sharp {
  // sharp takes a raw picture's depth from the kind of array, though its types know only bytes here.
  return pipeline.boolean(pixels as Buffer, 'eor', { raw });
}

const FORMATS = new Set<Metadata['format']>(['jpeg', 'png', 'webp', 'tiff', 'heif', 'gif']);
const KEPT_SPACES = new Set<Metadata['space']>(['srgb', 'rgb', 'rgb16', 'b-w', 'grey16']);
const KEPT_DEPTHS = new Set<Metadata['depth']>(['uchar', 'ushort']);

/** A file that ends early is refused, not filled up with grey. */
function open(input: SharpInput): Sharp {
  return sharp(input, { failOn: 'error', autoOrient: true });
}

/** A grey PNG pipeline from 8-bit or 16-bit values. */
function fromGrey(values: Uint8Array | Uint16Array, { width, height }: Extent): Sharp {
  return sharp(values, { raw: { width, height, channels: 1 } }).toColourspace(
    values instanceof Uint16Array ? 'grey16' : 'b-w',
  );
}

/** Only with a profile: sharp takes 16-bit pixels without one for Display P3 when it is asked for a profile by name. */
function toSrgb(pipeline: Sharp, { hasProfile }: Picture): Sharp {
  return hasProfile ? pipeline.withIccProfile('srgb', { attach: false }) : pipeline;
}

/** sharp joins a channel before it removes alpha or converts colours, so those need a pass of their own. */
async function unpack(picture: Picture): Promise<Buffer> {
  return openOpaque(picture).png({ compressionLevel: 0 }).toBuffer();
}

/** The colours of the cut-out, without alpha. */
function openOpaque(picture: Picture): Sharp {
  const pipeline = open(picture.path);
  const coloured = picture.keepsValues
    ? pipeline.keepIccProfile().toColourspace(spaceOf(picture))
    : pipeline.toColourspace('srgb').withIccProfile('srgb');
  return coloured.removeAlpha();
}

/** The mask at the picture's depth, times the picture's own alpha where it has one. */
async function toCutOutAlpha(picture: Picture, mask: MaskImage): Promise<Uint8Array | Uint16Array> {
  const own = picture.hasAlpha ? await readAlpha(picture) : undefined;
  const scale = picture.depth === 16 ? 257 : 1;
  if (!own && scale === 1) return mask.pixels;
  const alpha =
    picture.depth === 16 ? new Uint16Array(mask.pixels.length) : new Uint8Array(mask.pixels.length);
  mask.pixels.forEach((value, index) => {
    alpha[index] = own ? Math.round((value * (own[index] ?? 0)) / 255) : value * scale;
  });
  return alpha;
}

async function readAlpha(picture: Picture): Promise<Uint8Array | Uint16Array> {
  const is16 = picture.depth === 16;
  const alpha = await open(picture.path)
    .toColourspace(is16 ? 'rgb16' : 'srgb')
    .extractChannel('alpha')
    .raw({ depth: is16 ? 'ushort' : 'uchar' })
    .toBuffer();
  return samplesOf(alpha, picture);
}

/** A view of raw samples of the picture's depth. */
function samplesOf(bytes: Buffer, { depth }: Picture): Uint8Array | Uint16Array {
  return depth === 16 ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2) : bytes;
}

function spaceOf({ depth, isGrey }: Picture): string {
  if (isGrey) return depth === 16 ? 'grey16' : 'b-w';
  return depth === 16 ? 'rgb16' : 'srgb';
}

function warningsFor(header: Metadata, keepsValues: boolean): string[] {
  const pages = header.pages ?? 1;
  return [
    ...(pages > 1 ? [`only the first of ${pages} pages was used`] : []),
    ...(keepsValues
      ? []
      : [`the cut-out is 8-bit sRGB: PNG cannot hold ${header.space} ${header.depth} values`]),
  ];
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error), error);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): OffcutError {
  const code = reason.includes('exceeds pixel limit') ? 'file-too-large' : 'file-unreadable';
  return new OffcutError(code, reason, { context: { file: basename(path) }, cause });
}
