/** A rectangle of whole pixels, half-open: it covers `left` up to but not including `right`. May lie off the canvas. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** The two ways in which Photoshop accepts a rectangle. */
export type BoundsInput =
  | {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
  | {
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
    };

export function createBounds(left: number, top: number, right: number, bottom: number): Bounds {
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

export const EMPTY_BOUNDS = createBounds(0, 0, 0, 0);

export function boundsOfExtent(extent: {
  readonly width: number;
  readonly height: number;
}): Bounds {
  return createBounds(0, 0, extent.width, extent.height);
}

export function toBounds(input: BoundsInput): Bounds {
  return 'right' in input
    ? createBounds(input.left, input.top, input.right, input.bottom)
    : createBounds(input.left, input.top, input.left + input.width, input.top + input.height);
}

/** With nothing but its edges, as Photoshop's modules give a rectangle. */
export function edgesOf({ left, top, right, bottom }: Bounds): EdgeBounds {
  return { left, top, right, bottom };
}

export type EdgeBounds = Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;

export function isEmptyBounds({ width, height }: Bounds): boolean {
  return width <= 0 || height <= 0;
}

/** The part that lies in both; empty at 0,0 where they do not meet. */
export function intersectBounds(a: Bounds, b: Bounds): Bounds {
  const common = createBounds(
    Math.max(a.left, b.left),
    Math.max(a.top, b.top),
    Math.min(a.right, b.right),
    Math.min(a.bottom, b.bottom),
  );
  return isEmptyBounds(common) ? EMPTY_BOUNDS : common;
}

/** The smallest rectangle around both; an empty one does not count. */
export function uniteBounds(a: Bounds, b: Bounds): Bounds {
  if (isEmptyBounds(a)) return b;
  if (isEmptyBounds(b)) return a;
  return createBounds(
    Math.min(a.left, b.left),
    Math.min(a.top, b.top),
    Math.max(a.right, b.right),
    Math.max(a.bottom, b.bottom),
  );
}

export function isSameBounds(a: Bounds, b: Bounds): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}
