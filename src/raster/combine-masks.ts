/** What becomes of a mask that is there already when there is a fresh one. */
export type MaskCombination = 'replace' | 'intersect' | 'add' | 'subtract';

/** Both bytes a pixel, 255 reveals. Lesser and greater, not products: a mask that is combined with itself stays as it is. */
const COMBINED: Readonly<Record<MaskCombination, (fresh: number, old: number) => number>> = {
  replace: (fresh) => fresh,
  intersect: (fresh, old) => Math.min(fresh, old),
  add: (fresh, old) => Math.max(fresh, old),
  subtract: (fresh, old) => Math.min(old, 255 - fresh),
};

/** Combines `fresh` with `old` in place: what both reveal, what either reveals, or what `old` alone does. */
export function combineMasks(fresh: Uint8Array, old: Uint8Array, how: MaskCombination): void {
  const combined = COMBINED[how];
  for (let pixel = 0; pixel < fresh.length; pixel += 1)
    fresh[pixel] = combined(fresh[pixel], old[pixel]);
}

/**
 * Takes `fresh` back, in place, as far as a pixel is not selected (`selection`, a byte a pixel, 255 wholly selected): to
 * `old`, or to revealing everything where there is none. Rounded to nearest.
 */
export function limitToSelection(
  fresh: Uint8Array,
  selection: Uint8Array,
  old: Uint8Array | undefined,
): void {
  for (let pixel = 0; pixel < fresh.length; pixel += 1) {
    const selected = selection[pixel];
    const outside = old ? old[pixel] : 255;
    fresh[pixel] = Math.round((fresh[pixel] * selected + outside * (255 - selected)) / 255);
  }
}
