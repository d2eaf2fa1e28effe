import type { RgbCoding, RgbSpace } from '../raster';

/** What is asked of Photoshop. Without a profile it was seen to hand out black or negative colours. */
export const SRGB = 'sRGB IEC61966-2.1';

/** Photoshop's names for the profiles whose colours can be converted here. */
const SPACES: Readonly<Record<string, RgbSpace>> = {
  [SRGB]: 'srgb',
  'Display P3': 'display-p3',
  'Adobe RGB (1998)': 'adobe-rgb',
  'ProPhoto RGB': 'prophoto-rgb',
};

/** Photoshop appends this to the names of profiles in 32 bits, whose samples are linear light. */
const LINEAR_SUFFIX = ' (Linear RGB Profile)';

/**
 * How samples are to be understood that came under this profile. One that is not known counts as sRGB: its tones are then
 * slightly off, which a network bears better than a person bears a refusal.
 */
export function codingOf(profile: string | undefined): Omit<RgbCoding, 'channels'> {
  const name = profile ?? SRGB;
  const isLinear = name.endsWith(LINEAR_SUFFIX);
  const space = SPACES[isLinear ? name.slice(0, -LINEAR_SUFFIX.length) : name] ?? 'srgb';
  return { space, isLinear };
}
