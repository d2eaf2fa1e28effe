import { readFile } from 'node:fs/promises';
import { planBand, refineBand, renderMaskStrip, renderRefinedStrip } from '../../src/matting';
import type { AlphaMatte, Bounds, Extent } from '../../src/raster';
import { createScene, type Softness } from './scene';

export interface MemoryCase extends Extent {
  readonly softness: Softness;
  readonly tileSide: number;
  /** Off, everything is done but refinement: what the process weighs without it. */
  readonly isRefined: boolean;
}

export interface MemoryMeasurement {
  /** Of the processor, without what the picture's own pixels take; on an idle machine the clock says about the same. */
  readonly seconds: number;
  /** The most that the process ever held in memory, in bytes. */
  readonly peakBytes: number;
  /** How much of the picture is unknown, in [0, 1]. */
  readonly bandShare: number;
}

const STRIP_HEIGHT = 128;

/** Refines one picture and renders its whole mask in strips, of which none is kept; for a process of its own. */
export async function measureCase(memoryCase: MemoryCase): Promise<MemoryMeasurement> {
  const { width, height, softness, tileSide, isRefined } = memoryCase;
  const extent = { width, height };
  const { coarse, readTile } = createScene(extent, softness);
  const bandShare = bandShareOf(coarse, extent);
  let reading = 0;
  const start = processorSeconds();
  const readTimed = (bounds: Bounds) => {
    const before = processorSeconds();
    const image = readTile(bounds);
    reading += processorSeconds() - before;
    return image;
  };
  const refined = isRefined
    ? await refineBand({ coarse, extent, readTile: readTimed, options: { tileSide } })
    : undefined;
  for (let top = 0; top < height; top += STRIP_HEIGHT) {
    const bounds = { left: 0, top: 0, ...extent };
    const request = { extent, bounds, top, height: Math.min(STRIP_HEIGHT, height - top) };
    if (refined) renderRefinedStrip(refined, request);
    else renderMaskStrip(coarse, request);
  }
  const seconds = processorSeconds() - start - reading;
  return { seconds, peakBytes: await readPeak(), bandShare };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function bandShareOf(coarse: AlphaMatte, extent: Extent): number {
  const { depth } = planBand(coarse, extent);
  return depth.reduce((count, value) => count + Number(value > 0), 0) / depth.length;
}

/** Linux says it exactly; elsewhere the runtime says it in whole kilobytes. */
async function readPeak(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const line = /^VmHWM:\s*(\d+) kB$/m.exec(status);
  return 1024 * (line ? Number(line[1]) : process.resourceUsage().maxRSS);
}
