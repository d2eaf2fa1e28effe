import type { Extent } from '../../raster';

/** Pixels of a plane as flat runs [start, end) of indices that never cross a row, from top to bottom. */
export type Runs = Int32Array;

/** The runs of all pixels that are not 0 in `isMember`, H×W. Borrows it; allocates 8 bytes per run. Cost: two passes. */
export function runsOf(isMember: Uint8Array, extent: Extent): Runs {
  let count = 0;
  visitRuns(isMember, extent, () => {
    count += 1;
  });
  const runs = new Int32Array(count * 2);
  let slot = 0;
  visitRuns(isMember, extent, (start, end) => {
    runs[slot] = start;
    runs[slot + 1] = end;
    slot += 2;
  });
  return runs;
}

/** How many pixels the runs hold. */
export function countOf(runs: Runs): number {
  let count = 0;
  for (let run = 0; run < runs.length; run += 2) count += runs[run + 1] - runs[run];
  return count;
}

function visitRuns(
  isMember: Uint8Array,
  { width, height }: Extent,
  visit: (start: number, end: number) => void,
): void {
  for (let y = 0; y < height; y += 1) {
    const end = (y + 1) * width;
    for (let i = y * width; i < end; i += 1) {
      if (isMember[i] === 0) continue;
      const start = i;
      while (i < end && isMember[i] !== 0) i += 1;
      visit(start, i);
    }
  }
}
