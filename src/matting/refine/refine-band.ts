import {
  flattenOverWhite,
  isSameExtent,
  type AlphaMatte,
  type Bounds,
  type Extent,
  type RgbImage,
} from '../../raster';
import { throwIfAborted, type CancelSignal } from '../../support';
import { createGuideBuilder } from './guide-builder';
import { BAND_DEFAULTS, planBand, type BandOptions, type BandPlan } from './plan-band';
import { isNearBand, planTiles } from './plan-tiles';
import { planWorkingExtent } from './plan-working-extent';
import type { RefinedMatte, RefinedTile } from './refined-matte';
import { renderTile } from './render-tile';
import { solveBand, SOLVER_DEFAULTS, type SolverOptions } from './solve-band';

export interface RefineOptions {
  readonly band: BandOptions;
  readonly solver: SolverOptions;
  /** The longer side, in pixels, that the solver works at; raising it costs memory and time with its square. */
  readonly workingSide: number;
  /**
   * The most that solving may weigh, in bytes: a band that would need more is solved at a smaller extent. Raising it keeps
   * wide bands as fine as `workingSide` allows.
   */
  readonly workingBytes: number;
  /** In source pixels: how much is read at once. */
  readonly tileSide: number;
  /** Of a photograph that is read twice, how many bytes are kept from the first reading to the second. */
  readonly keptBytes: number;
}

export const REFINE_DEFAULTS: RefineOptions = {
  band: BAND_DEFAULTS,
  solver: SOLVER_DEFAULTS,
  workingSide: 2048,
  workingBytes: 400e6,
  tileSide: 512,
  keptBytes: 64e6,
};

/**
 * How far around the band the picture is read, in pixels of the working extent: windows reach two pixels beyond it, and on
 * the coarser levels that solving begins with, two larger pixels.
 */
const MARGIN = 8;

export interface RefineRequest {
  /** Of any extent, stretched as networks stretch; borrowed, by the refined matte as well. */
  readonly coarse: AlphaMatte;
  /** The source's. */
  readonly extent: Extent;
  /** The source's pixels there; transparency is laid on white. The image is borrowed until refineBand is done. */
  readonly readTile: (bounds: Bounds) => RgbImage | Promise<RgbImage>;
  readonly options?: Partial<RefineOptions>;
  readonly signal?: CancelSignal;
  /** In [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The coarse matte made sharp along its edges: the unknown band is planned, its pixels are read tile by tile, one
 * closed-form system over the whole band is solved at up to `workingSide`, and what it says is accepted where it explains
 * the picture with less mixing. A larger photograph takes the solution as local models of colour, laid on its own pixels.
 * As one system covers the band and models are local, tiles leave no trace, whatever their size and order, and need no
 * overlap; what is not near the band is never read. Without a band nothing is read and the matte stays as it is.
 * Memory, however large the source: at most `workingBytes` while solving, `keptBytes`, one byte per source pixel in the
 * band's tiles, and about 30 bytes per pixel of the coarse matte. Time grows with the band.
 * @throws AbortError between tiles and before solving; RangeError when `readTile` returns another extent than it was
 * asked for, and whatever `readTile` throws.
 */
export async function refineBand(request: RefineRequest): Promise<RefinedMatte> {
  const { coarse, extent, signal, onProgress } = request;
  const options = { ...REFINE_DEFAULTS, ...request.options };
  const plan = planBand(coarse, extent, options.band);
  const working = planWorkingExtent(plan, extent, options);
  const margin = (MARGIN * plan.width) / working.width;
  const parts = planTiles(plan, extent, { side: options.tileSide, margin });
  if (parts.length === 0) return { extent, coarse, tiles: [] };
  const isReduced = !isSameExtent(working, extent);
  const read = createTileReader(request, isReduced ? options.keptBytes : 0);
  const guide = await readGuide({ plan, extent, working, margin, parts, read }, (fraction) =>
    onProgress?.(0.3 * fraction),
  );
  throwIfAborted(signal);
  const band = solveBand({ coarse, plan, extent: working, guide }, options.solver, isReduced);
  const inBand = parts.filter((bounds) => isNearBand(plan, extent, bounds, 0));
  const tiles: RefinedTile[] = [];
  for (const bounds of inBand) {
    const image = isReduced ? await read(bounds) : undefined;
    tiles.push({ bounds, mask: renderTile({ coarse, plan, extent, band }, bounds, image) });
    onProgress?.(0.7 + (0.3 * tiles.length) / inBand.length);
  }
  return { extent, coarse, tiles };
}

type ReadTile = (bounds: Bounds) => Promise<RgbImage>;

/** In source pixels: the guide is made in squares of this side that lie at the band. */
const BLOCK_SIDE = 64;

interface GuideRequest {
  readonly plan: BandPlan;
  readonly extent: Extent;
  readonly working: Extent;
  /** See Tiling. */
  readonly margin: number;
  readonly parts: readonly Bounds[];
  readonly read: ReadTile;
}

/** The picture at the working extent, RGBRGB…; the builder's scratch ends here. */
async function readGuide(
  { plan, extent, working, margin, parts, read }: GuideRequest,
  onProgress: (fraction: number) => void,
): Promise<Float32Array> {
  const builder = createGuideBuilder(extent, working);
  for (const [done, part] of parts.entries()) {
    const blocks = planTiles(plan, extent, { side: BLOCK_SIDE, margin, within: part });
    builder.add(part, await read(part), blocks);
    onProgress((done + 1) / parts.length);
  }
  return builder.finish();
}

/** Keeps what fits, so that a second reading of a large photograph need not cross the bridge again. */
function createTileReader({ readTile, signal }: RefineRequest, keptBytes: number): ReadTile {
  const kept = new Map<Bounds, RgbImage>();
  let room = keptBytes;
  return async (bounds) => {
    throwIfAborted(signal);
    const known = kept.get(bounds);
    if (known) return known;
    const image = flattenOverWhite(await readTile(bounds));
    checkExtent(image, bounds);
    if (image.pixels.length <= room) {
      room -= image.pixels.length;
      kept.set(bounds, image);
    }
    return image;
  };
}

function checkExtent(image: Extent, asked: Extent): void {
  if (!isSameExtent(image, asked))
    throw new RangeError(
      `Expected a tile of ${asked.width}×${asked.height} but received ${image.width}×${image.height}`,
    );
}
