import { areaOf, flattenOverWhite, resample, type RgbImage } from '../raster';
import type { InputSpec } from './network';

/**
 * The image as a network sees it: laid on white, stretched to the network's extent, normalised per channel.
 * float32, 1×3×H×W (NCHW), red, green, blue. Stretching keeps fractions of a level; nothing is rounded to 8 bits between.
 * Borrows the image; allocates the tensor.
 */
export function toInputTensor(image: RgbImage, spec: InputSpec): Float32Array {
  const { width, height, channels, pixels: samples } = flattenOverWhite(image);
  const area = areaOf(spec);
  const tensor = new Float32Array(channels * area);
  resample({ width, height, channels, samples }, { extent: spec }, (row, y) => {
    for (let channel = 0; channel < channels; channel += 1) {
      const from = channel * area + y * spec.width;
      const mean = spec.mean[channel];
      const std = spec.std[channel];
      for (let x = 0; x < spec.width; x += 1)
        tensor[from + x] = (row[x * channels + channel] / 255 - mean) / std;
    }
  });
  return tensor;
}
