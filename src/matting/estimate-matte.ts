import type { AlphaMatte, RgbImage } from '../raster';
import type { Network } from './network';
import { toAlphaMatte } from './to-alpha-matte';
import { toInputTensor } from './to-input-tensor';

/**
 * The coarse matte of an image, at the network's extent: prepare, run, read. Borrows the image.
 * @throws unexpected-output, and whatever the network's run throws.
 */
export async function estimateMatte(image: RgbImage, network: Network): Promise<AlphaMatte> {
  const output = await network.run(toInputTensor(image, network.input));
  return toAlphaMatte(output, network.input, network.output);
}
