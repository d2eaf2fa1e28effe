import type { PictureSource } from '../engine';
import {
  areaOf,
  cropImage,
  intersectBounds,
  isSameExtent,
  joinImages,
  type Bounds,
  type Extent,
  type ImagePiece,
  type RgbImage,
} from '../raster';

/** How much is read at once and kept; a byte is one of RGBA. */
export interface BlockOptions {
  /** Of one block; raising it makes fewer reads, and each takes longer. */
  readonly blockBytes: number;
  /** Of all blocks that are kept; raising it keeps larger pictures from being read twice. */
  readonly keptBytes: number;
}

/** What a photograph of 24 megapixels needs: two blocks, both kept. */
export const BLOCK_DEFAULTS: BlockOptions = { blockBytes: 48 * 2 ** 20, keptBytes: 96 * 2 ** 20 };

/** The engine's tiles begin at its multiples, and so lie in one block each. */
const ALIGNMENT = 1024;

export interface BlockwiseRead {
  readonly read: PictureSource['read'];
  /** Lets go of what is kept. */
  readonly forget: () => void;
}

/**
 * Reads a picture through a few large reads instead of many small ones, for one of which each read is dear. Parts at full
 * resolution are cut out of aligned blocks, of which the ones that were used last are kept; a part that is scaled down is
 * asked for as it is, because only Photoshop scales like Photoshop, and kept as well. Pixels are those of single reads.
 * What `read` gives must be of the extent that it was asked for. Memory: `keptBytes`, and one block while it is read.
 */
export function readInBlocks(
  extent: Extent,
  read: PictureSource['read'],
  options: BlockOptions = BLOCK_DEFAULTS,
): BlockwiseRead {
  const kept = keepReads(read, options.keptBytes);
  const grid = blockExtent(extent, options.blockBytes);
  const readFull = async (part: Bounds): Promise<RgbImage> => {
    const pieces: ImagePiece[] = [];
    for (const block of blocksUnder(part, grid, extent))
      pieces.push(pieceOf(await kept.read(block, block), block, part));
    const [piece] = pieces;
    return pieces.length === 1 && piece ? piece.image : joinImages(pieces, part);
  };
  return {
    read: async (part, most) => {
      const wanted = smallerOf(part, most);
      if (isSameExtent(wanted, part)) return readFull(part);
      return cropImage(await kept.read(part, wanted), { left: 0, top: 0, ...wanted });
    },
    forget: kept.forget,
  };
}

/** As wide as the picture if that leaves whole rows of tiles, which are read one row after the other. */
function blockExtent({ width, height }: Extent, blockBytes: number): Extent {
  const pixels = blockBytes / 4;
  const columns = Math.min(alignedUp(width), alignedDown(pixels / ALIGNMENT));
  return { width: columns, height: Math.min(alignedUp(height), alignedDown(pixels / columns)) };
}

function alignedUp(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function alignedDown(length: number): number {
  return Math.max(1, Math.floor(length / ALIGNMENT)) * ALIGNMENT;
}

/** The blocks that hold pixels of the part, cut at the picture's border. */
function blocksUnder(part: Bounds, block: Extent, { width, height }: Extent): Bounds[] {
  const blocks: Bounds[] = [];
  const first = (start: number, length: number) => Math.floor(start / length) * length;
  for (let top = first(part.top, block.height); top < part.top + part.height; top += block.height)
    for (
      let left = first(part.left, block.width);
      left < part.left + part.width;
      left += block.width
    )
      blocks.push({
        left,
        top,
        width: Math.min(block.width, width - left),
        height: Math.min(block.height, height - top),
      });
  return blocks;
}

/** What the block has of the part, and its place in the part. */
function pieceOf(image: RgbImage, block: Bounds, part: Bounds): ImagePiece {
  const common = intersectBounds(block, part);
  if (!common) throw new RangeError('Expected a block that holds pixels of the part');
  const { left, top } = common;
  const inBlock = { ...common, left: left - block.left, top: top - block.top };
  return { image: cropImage(image, inBlock), left: left - part.left, top: top - part.top };
}

/** Remembers what was read, the last of it first to stay; what is under way already is not read again. */
function keepReads(read: PictureSource['read'], keptBytes: number) {
  const kept = new Map<string, { readonly image: Promise<RgbImage>; readonly bytes: number }>();
  const makeRoom = (bytes: number) => {
    let held = [...kept.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [key, oldest] of kept) {
      if (held + bytes <= keptBytes) break;
      kept.delete(key);
      held -= oldest.bytes;
    }
  };
  const begin = (key: string, part: Bounds, extent: Extent) => {
    const bytes = areaOf(extent) * 4;
    makeRoom(bytes);
    const entry = { image: read(part, extent), bytes };
    // What failed, or was cancelled, is worth another attempt.
    entry.image.catch(() => kept.get(key) === entry && kept.delete(key));
    return entry;
  };
  return {
    read: (part: Bounds, extent: Extent): Promise<RgbImage> => {
      const key = [
        part.left,
        part.top,
        part.width,
        part.height,
        extent.width,
        extent.height,
      ].join();
      const entry = kept.get(key) ?? begin(key, part, extent);
      // Setting it again makes it the youngest.
      kept.delete(key);
      kept.set(key, entry);
      return entry.image;
    },
    forget: () => kept.clear(),
  };
}

function smallerOf(a: Extent, b: Extent): Extent {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}
