/** Places on a circle are kept in 1/128 of a pixel: a sample's four weights then stay whole and their sum 2^14. */
const STEPS = 128;
const ONE_SHIFT = 14;

/** A bilinear sample of a plane: the place of its top left pixel from the middle, and the weights of the four. */
interface RimSample {
  readonly place: number;
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
}

export interface Rim {
  readonly stride: number;
  readonly samples: readonly RimSample[];
}

/**
 * Bilinear samples around a circle of `radius` pixels in a plane of rows `stride` apart, dense enough that the polygon
 * through them falls short of the circle by at most 0.02 pixels. They mirror each other exactly.
 */
export function rimOf(radius: number, stride: number): Rim {
  const eighth = Math.ceil(2 * Math.sqrt(radius));
  const samples = new Map<string, RimSample>();
  for (let i = 0; i <= eighth; i += 1) {
    const angle = (i * Math.PI) / (4 * eighth);
    const x = Math.round(radius * STEPS * Math.cos(angle));
    const y = Math.round(radius * STEPS * Math.sin(angle));
    for (const [dx, dy] of mirrored(x, y)) samples.set(`${dx} ${dy}`, sampleAt(dx, dy, stride));
  }
  return { stride, samples: [...samples.values()] };
}

/**
 * Raises `values`, a row of pixels whose first lies at `from` in the padded plane `source`, to the largest sample on the rim
 * around each. `bounds` are the largest values anywhere near: where a value has reached its bound, nothing is asked.
 */
export function raiseToRim(
  values: Uint16Array,
  bounds: Uint16Array,
  { source, from, rim }: { source: Uint16Array; from: number; rim: Rim },
): void {
  for (let start = 0, end = 0; start < values.length; start = end + 1) {
    while (start < values.length && values[start] === bounds[start]) start += 1;
    end = start;
    while (end < values.length && values[end] !== bounds[end]) end += 1;
    if (end > start) raisePart(values.subarray(start, end), source, from + start, rim);
  }
}

function raisePart(values: Uint16Array, source: Uint16Array, from: number, rim: Rim): void {
  const most = Int32Array.from(values, (value) => value << ONE_SHIFT);
  for (const { place, topLeft, topRight, bottomLeft, bottomRight } of rim.samples) {
    const top = from + place;
    const bottom = top + rim.stride;
    for (let x = 0; x < most.length; x += 1) {
      const value =
        topLeft * source[top + x] +
        topRight * source[top + x + 1] +
        bottomLeft * source[bottom + x] +
        bottomRight * source[bottom + x + 1];
      if (value > most[x]) most[x] = value;
    }
  }
  const half = 1 << (ONE_SHIFT - 1);
  for (let x = 0; x < values.length; x += 1) values[x] = (most[x] + half) >> ONE_SHIFT;
}

/** A place of the first eighth of a turn, and its images in the other seven. */
function mirrored(x: number, y: number): [number, number][] {
  const pairs: [number, number][] = [
    [x, y],
    [y, x],
  ];
  return pairs.flatMap(([dx, dy]): [number, number][] => [
    [dx, dy],
    [-dx, dy],
    [dx, -dy],
    [-dx, -dy],
  ]);
}

/** `dx` and `dy` are in steps. */
function sampleAt(dx: number, dy: number, stride: number): RimSample {
  const left = Math.floor(dx / STEPS);
  const top = Math.floor(dy / STEPS);
  const right = dx - left * STEPS;
  const bottom = dy - top * STEPS;
  return {
    place: top * stride + left,
    topLeft: (STEPS - right) * (STEPS - bottom),
    topRight: right * (STEPS - bottom),
    bottomLeft: (STEPS - right) * bottom,
    bottomRight: right * bottom,
  };
}
