import type { MattingLaplacian } from './matting-laplacian';

/**
 * The plane in float64 where the Laplacian's windows read it, 0 elsewhere. Borrows `plane`, H×W; allocates 8 bytes per pixel,
 * of which only those in windows are touched.
 */
export function liftToWindows(laplacian: MattingLaplacian, plane: Float32Array): Float64Array {
  const lifted = new Float64Array(plane.length);
  visitWindowRows(laplacian, (from, to) => {
    for (let i = from; i < to; i += 1) lifted[i] = plane[i];
  });
  return lifted;
}

/** 0 in all of the windows' pixels of a plane, H×W. */
export function clearWindows(laplacian: MattingLaplacian, plane: Float64Array): void {
  visitWindowRows(laplacian, (from, to) => {
    plane.fill(0, from, to);
  });
}

/** Each of three rows that a run of windows covers, as flat indices [from, to); they overlap. */
export function visitWindowRows(
  { width, windows }: MattingLaplacian,
  visit: (from: number, to: number) => void,
): void {
  for (let run = 0; run < windows.length; run += 2)
    for (let dy = -width; dy <= width; dy += width)
      visit(windows[run] + dy - 1, windows[run + 1] + dy + 1);
}
