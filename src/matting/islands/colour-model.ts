import type { Extent } from '../../raster';
import { BIN_COUNT, smoothBins } from './opponent-bins';

/** Tiles along each side of the picture at most; each has a colour model of its own. */
const MOST_TILES = 8;

/** A tile is at least so many pixels wide and high, or there is only one: fewer pixels are no model. */
const LEAST_TILE = 16;

/** A tile's model sees this many tiles to each side, so that a hole finds the background around the subject. */
const REACH = 1;

/** Pixels that the whole picture's colours count for in each tile: they speak where a tile has none of its own. */
const SHARED_PIXELS = 500;

/** Part of every model that no pixel has shown: a colour that nobody saw decides nothing. */
const UNSEEN = 0.02;

/** How likely each colour is in each tile: natural logarithms by tile, rows from top to bottom, and bin. */
export type ColourModel = readonly Float32Array[];

/** Tiles along each side: 8, and fewer in a tiny picture. */
export function tilesAlong({ width, height }: Extent): number {
  return Math.min(MOST_TILES, Math.max(1, Math.trunc(Math.min(width, height) / LEAST_TILE)));
}

/**
 * Learns the colours of the samples: a smoothed histogram for each tile with its neighbours, joined with that of the whole
 * picture. `bins` H×W (see opponentBins), `isSample` H×W, 1 where a pixel counts. `undefined` where none does. Borrows
 * both; allocates 16 kB for each of at most 64 tiles, twice.
 */
export function learnColours(
  bins: Uint16Array,
  extent: Extent,
  isSample: Uint8Array,
): ColourModel | undefined {
  const tiles = tilesAlong(extent);
  const counts = countByTile(bins, extent, isSample);
  const shared = new Float32Array(BIN_COUNT);
  for (const tile of counts) addTo(shared, tile, 1);
  const total = sumOf(shared);
  if (total === 0) return undefined;
  smoothBins(shared);
  return counts.map((_, tile) => {
    const local = new Float32Array(BIN_COUNT);
    for (const near of tilesNear(tile, tiles)) addTo(local, counts[near], 1);
    smoothBins(local);
    addTo(local, shared, SHARED_PIXELS / total);
    return toLogarithms(local);
  });
}

function countByTile(bins: Uint16Array, extent: Extent, isSample: Uint8Array): Float32Array[] {
  const { width, height } = extent;
  const tiles = tilesAlong(extent);
  const counts = Array.from({ length: tiles ** 2 }, () => new Float32Array(BIN_COUNT));
  const columns = Int32Array.from({ length: width }, (_, x) => Math.trunc((x * tiles) / width));
  for (let y = 0, i = 0; y < height; y += 1) {
    const row = Math.trunc((y * tiles) / height) * tiles;
    for (let x = 0; x < width; x += 1, i += 1)
      if (isSample[i]) counts[row + columns[x]][bins[i]] += 1;
  }
  return counts;
}

function tilesNear(tile: number, tiles: number): number[] {
  const column = tile % tiles;
  const row = (tile - column) / tiles;
  const near: number[] = [];
  for (let y = Math.max(0, row - REACH); y <= Math.min(tiles - 1, row + REACH); y += 1)
    for (let x = Math.max(0, column - REACH); x <= Math.min(tiles - 1, column + REACH); x += 1)
      near.push(y * tiles + x);
  return near;
}

function addTo(sum: Float32Array, counts: Float32Array, weight: number): void {
  for (let bin = 0; bin < BIN_COUNT; bin += 1) sum[bin] += counts[bin] * weight;
}

function sumOf(counts: Float32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function toLogarithms(counts: Float32Array): Float32Array {
  const total = sumOf(counts);
  return counts.map((count) => Math.log(((1 - UNSEEN) * count) / total + UNSEEN / BIN_COUNT));
}
