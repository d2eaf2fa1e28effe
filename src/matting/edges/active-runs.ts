import type { Bounds, Extent } from '../../raster';

/** Side of a cell, in pixels: small enough to hug an edge, large enough that a run of cells is worth its start. */
const CELL = 16;

const HIDDEN = 0;
const REVEALED = 255;
const MIXED = 1;

/** A mask in cells of 16×16 pixels; those at the right and at the bottom may be smaller. */
export interface Activity {
  /** The mask's. */
  readonly extent: Extent;
  readonly columns: number;
  readonly rows: number;
  /** One byte per cell, rows from top to bottom: 0 and 255, the whole cell is that; 1, anything else. */
  readonly states: Uint8Array;
}

export interface RunRequest {
  /** How far a pixel can feel another, in pixels along either axis. */
  readonly reach: number;
  /** Whether the runs lie along rows or along columns. */
  readonly along: 'rows' | 'columns';
  /** Runs on one line that are nearer to each other than this many pixels become one; 0 by default. */
  readonly gap?: number;
}

/** Which cells of an 8-bit mask, H×W, are wholly hidden or wholly revealed. Borrows the mask; one byte per cell. */
export function findActivity(mask: Uint8Array, extent: Extent): Activity {
  const columns = Math.ceil(extent.width / CELL);
  const rows = Math.ceil(extent.height / CELL);
  const states = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      states[row * columns + column] = stateOf(mask, extent, column * CELL, row * CELL);
  return { extent, columns, rows, states };
}

/**
 * Rectangles that hold every pixel which sees something else than one of the two constants within its reach: all others
 * stay as they are under any filter of that reach which keeps 0 and 255. Runs along rows are one row of cells high, runs
 * along columns one column wide; they do not overlap.
 */
export function activeRuns(activity: Activity, { reach, along, gap = 0 }: RunRequest): Bounds[] {
  const { extent, columns, rows } = activity;
  const active = spread(activity, Math.ceil(reach / CELL));
  const isActive = (column: number, row: number): boolean =>
    active[row * columns + column] === MIXED;
  const runs: Bounds[] = [];
  if (along === 'rows')
    for (let row = 0; row < rows; row += 1)
      for (const [left, width] of runsOn((i) => isActive(i, row), extent.width, gap))
        runs.push({ left, width, ...cellSpan(row, extent.height, 'top', 'height') });
  else
    for (let column = 0; column < columns; column += 1)
      for (const [top, height] of runsOn((i) => isActive(column, i), extent.height, gap))
        runs.push({ ...cellSpan(column, extent.width, 'left', 'width'), top, height });
  return runs;
}

function stateOf(mask: Uint8Array, { width, height }: Extent, left: number, top: number): number {
  const right = Math.min(left + CELL, width);
  const bottom = Math.min(top + CELL, height);
  const first = mask[top * width + left];
  if (first !== HIDDEN && first !== REVEALED) return MIXED;
  for (let y = top; y < bottom; y += 1)
    for (let i = y * width + left; i < y * width + right; i += 1)
      if (mask[i] !== first) return MIXED;
  return first;
}

/** A cell stays constant only if all cells within `radius` are the same constant: along rows, then along columns. */
function spread({ columns, rows, states }: Activity, radius: number): Uint8Array {
  const across = new Uint8Array(states.length);
  for (let row = 0; row < rows; row += 1)
    agreeOnLine(states, across, { start: row * columns, stride: 1, count: columns, radius });
  const target = new Uint8Array(states.length);
  for (let column = 0; column < columns; column += 1)
    agreeOnLine(across, target, { start: column, stride: columns, count: rows, radius });
  return target;
}

interface Line {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
  readonly radius: number;
}

function agreeOnLine(source: Uint8Array, target: Uint8Array, line: Line): void {
  const { start, stride, count, radius } = line;
  for (let i = 0; i < count; i += 1) {
    const own = source[start + i * stride];
    const last = Math.min(count - 1, i + radius);
    let agrees = true;
    for (let j = Math.max(0, i - radius); agrees && j <= last; j += 1)
      agrees = source[start + j * stride] === own;
    target[start + i * stride] = agrees ? own : MIXED;
  }
}

/** Starts and lengths in pixels. */
function runsOn(
  isActive: (cell: number) => boolean,
  length: number,
  gap: number,
): [number, number][] {
  const runs: [number, number][] = [];
  for (let start = 0, cell = 0; start < length; start += CELL, cell += 1) {
    if (!isActive(cell)) continue;
    const end = Math.min(start + CELL, length);
    const last = runs.at(-1);
    if (last && start - (last[0] + last[1]) <= Math.max(0, gap - 1)) last[1] = end - last[0];
    else runs.push([start, end - start]);
  }
  return runs;
}

function cellSpan<Start extends 'left' | 'top', Length extends 'width' | 'height'>(
  cell: number,
  limit: number,
  start: Start,
  length: Length,
): Record<Start | Length, number> {
  const from = cell * CELL;
  return { [start]: from, [length]: Math.min(CELL, limit - from) } as Record<
    Start | Length,
    number
  >;
}
