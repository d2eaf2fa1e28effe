import type { AlphaMatte } from '../raster';

/** A square of seven pixels in 1024²: less than this is no subject, but noise. */
const SMALLEST_SUBJECT = 1 / 20_000;

/**
 * Whether any part of the picture is more foreground than background. A mean would not tell: the faint matte that a
 * network gives for a white sheet has a larger one than a small subject's. Borrows the matte.
 */
export function hasSubject({ alpha }: AlphaMatte): boolean {
  let foreground = 0;
  for (const value of alpha) if (value >= 0.5) foreground += 1;
  return foreground > 0 && foreground >= alpha.length * SMALLEST_SUBJECT;
}
