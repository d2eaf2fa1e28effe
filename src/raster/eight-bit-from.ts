/** White in Photoshop's 16-bit pixels, which are really 15 bits and one value. */
const WHITE_IN_16_BIT = 32768;

/**
 * Samples of any of Photoshop's depths as 8-bit samples, rounded to nearest; colour and alpha alike, so any number and
 * order of channels goes in. Uint16Array: 0…32768 becomes 0…255. Float32Array: 0…1 becomes 0…255; what lies outside is
 * clamped and NaN is 0. No transfer curve is applied: linear light stays linear, so ask the host for sRGB.
 * Returns a Uint8Array as it is, else allocates.
 */
export function eightBitFrom(samples: Uint8Array | Uint16Array | Float32Array): Uint8Array {
  if (samples instanceof Uint8Array) return samples;
  const white = samples instanceof Uint16Array ? WHITE_IN_16_BIT : 1;
  // A clamped array rounds, clamps and makes NaN 0 by itself.
  const clamped = new Uint8ClampedArray(samples.length);
  for (let i = 0; i < samples.length; i += 1) clamped[i] = (samples[i] / white) * 255;
  return new Uint8Array(clamped.buffer);
}
