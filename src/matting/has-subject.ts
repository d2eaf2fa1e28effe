import { areaOf, type AlphaMatte } from '../raster';
import { labelComponents } from './label-components';

/** A square of ten pixels in 1024²: less than this is no subject, but noise. */
const SMALLEST_SUBJECT = 1e-4;

/**
 * Whether any connected part of the picture is more foreground than background. A mean would not tell: the faint matte that a
 * network gives for a white sheet has a larger one than a small subject's. Neither would a count: scattered pixels of noise
 * are no subject. How high alpha goes is not asked, because a weak network gives real subjects that nowhere reach 0.8.
 * Borrows the matte; allocates two planes, int32.
 */
export function hasSubject(matte: AlphaMatte): boolean {
  const { alpha } = matte;
  const { components } = labelComponents(matte, 8, (i) => alpha[i] >= 0.5);
  return components.some(({ area }) => area >= areaOf(matte) * SMALLEST_SUBJECT);
}
