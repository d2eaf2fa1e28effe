/** Between the controls, planes are in 1/256 of the mask's levels, 0…65280: rounding there stays far below a level. */
export const FINE_BITS = 8;
export const FINE = 1 << FINE_BITS;

/** What reveals fully, in 1/256 of a level. */
export const FULL = 255 * FINE;

/** At 100 percent, this share of the transition is left: a hard edge would come out in steps. */
const LEAST_LEFT = 0.02;

/**
 * The mask in 1/256 of a level, 0…65280, its transition hardened by `contrast` percent: what lies below or above that
 * share's half goes to 0 or 255, and the rest is stretched straight from one to the other; the middle, 127.5, stays.
 * Borrows the mask, 8-bit, H×W; allocates the plane that it returns.
 */
export function hardenTransition(mask: Uint8Array, contrast: number): Uint16Array {
  const gain = FINE / Math.max(1 - contrast / 100, LEAST_LEFT);
  const levels = Uint16Array.from({ length: 256 }, (_, level) => {
    const away = Math.min(Math.round(Math.abs(level - 127.5) * gain), FULL / 2);
    return FULL / 2 + (level > 127.5 ? away : -away);
  });
  const target = new Uint16Array(mask.length);
  for (let i = 0; i < target.length; i += 1) target[i] = levels[mask[i]];
  return target;
}
