/** Width and height in whole pixels, each at least 1. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of whole pixels, half-open: it covers `left` up to but not including `left + width`. */
export interface Bounds extends Extent {
  readonly left: number;
  readonly top: number;
}

/** Pixels in an extent. */
export function areaOf({ width, height }: Extent): number {
  return width * height;
}

export function isSameExtent(a: Extent, b: Extent): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Whether all of `inner` lies in `outer`. */
export function containsBounds(outer: Bounds, inner: Bounds): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

/** The part of `a` that lies in `b`; `undefined` where they do not meet. */
export function intersectBounds(a: Bounds, b: Bounds): Bounds | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}
