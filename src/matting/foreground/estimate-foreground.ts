import type { Bounds, Extent } from '../../raster';
import { throwIfAborted, type CancelSignal } from '../../support';
import { fitWithin } from '../refine/fit-within';
import { checkTile } from './check-tile';
import { colourChannelsOf, type ColourImage } from './colour-image';
import { createEvidenceBuilder, type EvidenceBuilder } from './evidence-builder';
import {
  FOREGROUND_DEFAULTS,
  type ForegroundModel,
  type ForegroundOptions,
} from './foreground-model';
import { solveModel } from './solve-model';

export interface ForegroundRequest {
  /** The source's. */
  readonly extent: Extent;
  /**
   * The source's straight colours there; every pixel is asked for once, in strips of whole rows from top to bottom, so that a
   * stream can answer. Its own alpha is not looked at. Borrowed until the next call.
   */
  readonly readTile: (bounds: Bounds) => ColourImage | Promise<ColourImage>;
  /** The refined matte there, times 255, before any edge controls; asked for after the colours. Borrowed until the next call. */
  readonly readMask: (bounds: Bounds) => Uint8Array | Promise<Uint8Array>;
  readonly options?: Partial<ForegroundOptions>;
  readonly signal?: CancelSignal;
  /** In [0, 1], rising. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Foreground estimation: the colours F and B that explain I = αF + (1 − α)B and change slowly where alpha changes (see
 * relaxLayers), at up to `workingSide`, from a single pixel up. What renderForegroundTile needs to make clean colours.
 * Memory: about 80 bytes per pixel of the working extent for three channels, 24 of which stay, however large the source, and
 * one strip. Time: reading each pixel once, and the levels, in proportion to the working extent.
 * @throws AbortError between strips and before solving; RangeError when a tile or mask is not of the extent asked for or
 * the number of channels changes, and whatever the readers throw.
 */
export async function estimateForeground(request: ForegroundRequest): Promise<ForegroundModel> {
  const { extent, readTile, readMask, signal, onProgress } = request;
  const options = { ...FOREGROUND_DEFAULTS, ...request.options };
  const working = fitWithin(extent, options.workingSide);
  const strips = planStrips(extent, options.stripPixels);
  let builder: EvidenceBuilder | undefined;
  for (const [done, bounds] of strips.entries()) {
    throwIfAborted(signal);
    const image = await readTile(bounds);
    const mask = await readMask(bounds);
    checkTile(bounds, image, mask);
    builder ??= createEvidenceBuilder(extent, working, colourChannelsOf(image));
    builder.add(bounds, image, mask);
    onProgress?.((0.5 * (done + 1)) / strips.length);
  }
  throwIfAborted(signal);
  if (!builder) throw new RangeError('Expected an extent of at least one pixel');
  const model = solveModel(builder.finish(), extent, options);
  onProgress?.(1);
  return model;
}

function planStrips(extent: Extent, stripPixels: number): readonly Bounds[] {
  const { width, height } = extent;
  const rows = Math.max(1, Math.floor(stripPixels / width));
  const count = Math.ceil(height / rows);
  return Array.from({ length: count }, (_, index) => {
    const top = index * rows;
    return { left: 0, top, width, height: Math.min(rows, height - top) };
  });
}
