import { boxBlur, type RgbImage } from '../../src/raster';

/**
 * Carries the colours of known pixels into all others: each takes the mean of the known ones in the smallest square around
 * it that holds any (sides 5, 9, 17 …), so that colours run on smoothly. Known pixels stay as they are, and so does a
 * photo without any. `isKnown` holds a 1 for each known pixel of the three-channel photo. Borrows both, allocates chunky RGB.
 */
export function extendColours(photo: RgbImage, isKnown: Uint8Array): Uint8Array {
  const extended = new Uint8Array(photo.pixels);
  const known = Float32Array.from(isKnown);
  const isSettled = new Uint8Array(isKnown);
  const widest = 2 * Math.max(photo.width, photo.height);
  for (let radius = 2; radius < widest && isSettled.includes(0); radius *= 2) {
    const share = boxBlur(known, photo, radius);
    // Running sums leave dust where there is nothing; one known pixel gives more than half a share.
    const least = 0.5 / (2 * radius + 1) ** 2;
    for (let channel = 0; channel < 3; channel += 1) {
      const sum = boxBlur(planeOf(photo, known, channel), photo, radius);
      for (let i = 0; i < share.length; i += 1)
        if (!isSettled[i] && share[i] > least)
          extended[i * 3 + channel] = Math.min(255, Math.round(sum[i] / share[i]));
    }
    for (let i = 0; i < share.length; i += 1) if (share[i] > least) isSettled[i] = 1;
  }
  return extended;
}

/** One channel, 0 where it is not known. */
function planeOf({ pixels }: RgbImage, known: Float32Array, channel: number): Float32Array {
  return known.map((weight, i) => weight * pixels[i * 3 + channel]);
}
