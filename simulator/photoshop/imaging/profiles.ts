import type { Depth } from '../../api';
import { GRAY_PROFILES, RGB_PROFILES } from '../../documents/rgb-profiles';
import type { ColorSpace } from './image-data';

/** The profiles that this Photoshop has; documents use the first of their kind unless they say otherwise. */
export const PROFILES: Readonly<Record<ColorSpace, readonly string[]>> = {
  RGB: RGB_PROFILES,
  Grayscale: GRAY_PROFILES,
};

/** What Photoshop calls the profile of image data; 32-bit RGB gets a suffix that no call accepts back. */
export function profileOf(
  colorSpace: ColorSpace,
  depth: Depth,
  name = PROFILES[colorSpace][0] ?? '',
): string {
  return depth === 32 && colorSpace === 'RGB' ? `${name} (Linear RGB Profile)` : name;
}

/** @throws when the profile is not installed. */
export function checkProfile(colorSpace: ColorSpace, profile: unknown): void {
  if (profile === undefined || profile === '') return;
  if (typeof profile !== 'string' || !PROFILES[colorSpace].includes(profile))
    throw new Error(`The color profile ${JSON.stringify(profile)} is not one of ${colorSpace}`);
}

export function toColorSpace(value: unknown): ColorSpace {
  if (value === 'RGB' || value === 'Grayscale') return value;
  throw new Error(`The color space ${String(value)} is not supported`);
}
