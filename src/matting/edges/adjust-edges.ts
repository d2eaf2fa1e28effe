import { areaOf, type Extent } from '../../raster';
import { activeRuns, findActivity } from './active-runs';
import { assertEdgeControls, isNoEdgeControls, type EdgeControls } from './edge-controls';
import { featherEdge, reachOfFeather } from './feather-edge';
import { FINE, FINE_BITS, hardenTransition } from './harden-transition';
import { reachOfShift, shiftEdge } from './shift-edge';
import { reachOfSmoothing, smoothContour } from './smooth-contour';

/** Which rows of an adjusted mask. */
export interface AdjustedStripRequest {
  /** The mask's. */
  readonly extent: Extent;
  /** The strip's first row. */
  readonly top: number;
  readonly height: number;
}

/** Gives rows of the mask as it was before: `width × height` bytes. It is asked for rows inside the mask only. */
export type RenderRows = (strip: { readonly top: number; readonly height: number }) => Uint8Array;

/** Strips of a whole mask are at least this high, so that what a strip takes for a while stays small beside the mask. */
const LEAST_STRIP_ROWS = 256;

/**
 * Rows of the mask above and below a pixel that its adjusted value depends on: the sum of what each control asks, in whole
 * pixels. About 1.25·smooth + |shift| + 3·feather + 3, and 0 where nothing but the contrast is changed.
 * @throws RangeError when a control is outside its range.
 */
export function reachOfEdges(controls: EdgeControls): number {
  assertEdgeControls(controls);
  const { smooth, shift, feather } = controls;
  return reachOfSmoothing(smooth) + reachOfShift(shift) + reachOfFeather(feather);
}

/**
 * The mask with its edge smoothed, hardened, shifted and feathered, in this order. Smoothing comes first: it takes away
 * what the mask got wrong, before anything spreads it. Contrast comes before the shift: which then moves the profile
 * that the person sees, and thin soft hair does not grow before it is judged. Feathering comes last: before the contrast
 * it would be taken back, before the shift it would blur what the shift is to follow. No control moves a straight edge but
 * the shift.
 *
 * `mask`: 8-bit, H×W, rows from top to bottom; 0 hides, 255 reveals. At its border the outermost rows and columns repeat,
 * so that a subject cut by the border stays cut there. Constant masks of 0 and 255 stay; without controls the mask stays,
 * bit for bit; flips commute exactly. Borrows the mask; allocates the one that it returns, and a strip at a time besides.
 * Cost: three passes over the mask, and the filters only where something else than 0 or 255 lies within reach.
 * @throws RangeError when a control is outside its range or the mask does not fit the extent.
 */
export function adjustEdges(mask: Uint8Array, extent: Extent, controls: EdgeControls): Uint8Array {
  if (mask.length !== areaOf(extent))
    throw new RangeError(
      `Expected a mask of ${extent.width}×${extent.height} but received ${mask.length} bytes`,
    );
  const rowsAtOnce = Math.max(LEAST_STRIP_ROWS, 4 * reachOfEdges(controls));
  const target = new Uint8Array(mask.length);
  const { width } = extent;
  for (let top = 0; top < extent.height; top += rowsAtOnce) {
    const height = Math.min(rowsAtOnce, extent.height - top);
    const strip = renderAdjustedStrip(
      (rows) => mask.subarray(rows.top * width, (rows.top + rows.height) * width),
      { extent, top, height },
      controls,
    );
    target.set(strip, top * width);
  }
  return target;
}

/**
 * Rows of an adjusted mask, as adjustEdges gives them, where the mask exists only as a function that renders its rows.
 * Strips join exactly, however the mask is cut. Asks `renderRows` once, for the strip and reachOfEdges rows above and
 * below it, as far as the mask goes; borrows what it gives, and without controls returns just that. Allocates 8 bytes per
 * pixel of those rows for a while. A strip should be higher than the reach, or most of the work is for its surroundings.
 * @throws RangeError when a control is outside its range, the strip leaves the mask, or renderRows gives another length.
 */
export function renderAdjustedStrip(
  renderRows: RenderRows,
  request: AdjustedStripRequest,
  controls: EdgeControls,
): Uint8Array {
  const { extent, top, height } = request;
  const reach = reachOfEdges(controls);
  checkStrip(request);
  const first = Math.max(0, top - reach);
  const rows = { top: first, height: Math.min(extent.height, top + height + reach) - first };
  const mask = renderRows(rows);
  const part = { width: extent.width, height: rows.height };
  if (mask.length !== areaOf(part))
    throw new RangeError(
      `Expected ${rows.height} rows of ${extent.width} but received ${mask.length} bytes`,
    );
  if (isNoEdgeControls(controls)) return mask;
  const levels = adjustLevels(mask, part, controls);
  const from = (top - first) * extent.width;
  return toBytes(levels.subarray(from, from + extent.width * height));
}

/** Each filter looks where the ones before it may have changed something, and as far around as it reaches itself. */
function adjustLevels(mask: Uint8Array, extent: Extent, controls: EdgeControls): Uint16Array {
  const { smooth, contrast, shift, feather } = controls;
  const activity = findActivity(mask, extent);
  let reach = reachOfSmoothing(smooth);
  const smoothed =
    reach > 0
      ? smoothContour(mask, extent, activeRuns(activity, { reach, along: 'rows' }), smooth)
      : mask;
  const levels = hardenTransition(smoothed, contrast);
  reach += reachOfShift(shift);
  if (shift !== 0) shiftEdge(levels, extent, activeRuns(activity, { reach, along: 'rows' }), shift);
  reach += reachOfFeather(feather);
  if (feather !== 0) featherEdge(levels, activity, feather, reach);
  return levels;
}

function toBytes(levels: Uint16Array): Uint8Array {
  const mask = new Uint8Array(levels.length);
  for (let i = 0; i < mask.length; i += 1) mask[i] = (levels[i] + FINE / 2) >> FINE_BITS;
  return mask;
}

function checkStrip({ extent, top, height }: AdjustedStripRequest): void {
  if (!(Number.isInteger(top) && top >= 0 && height >= 1 && top + height <= extent.height))
    throw new RangeError(
      `Expected rows of a mask ${extent.height} high but received ${top}…${top + height}`,
    );
}
