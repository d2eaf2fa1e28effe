import { checkTile } from './check-tile';
import { colourChannelsOf, type ColourImage, type ColourSamples } from './colour-image';
import { createEvidenceBuilder } from './evidence-builder';
import { fitWithin } from '../refine/fit-within';
import { FOREGROUND_DEFAULTS, type ForegroundOptions } from './foreground-model';
import { planForegroundHalo, renderForegroundTile } from './render-foreground-tile';
import { solveModel } from './solve-model';

export interface ForegroundAmount extends Partial<ForegroundOptions> {
  /** From 0, the image's own colours bit for bit, to 1, the estimate; 1 unless given. */
  readonly amount?: number;
}

/**
 * The whole of estimateForeground and renderForegroundTile for an image that is in memory: its straight foreground colours,
 * chunky, one or three channels, without alpha, in the depth and range of the image. `mask` is the cut-out's alpha times
 * 255. Borrows both, allocates.
 * @throws RangeError as those two do.
 */
export function foregroundOf<Samples extends ColourSamples>(
  image: ColourImage<Samples>,
  mask: Uint8Array,
  { amount = 1, ...chosen }: ForegroundAmount = {},
): Samples {
  const options = { ...FOREGROUND_DEFAULTS, ...chosen };
  const { width, height } = image;
  const bounds = { left: 0, top: 0, width, height };
  checkTile(bounds, image, mask);
  const working = fitWithin(bounds, options.workingSide);
  const builder = createEvidenceBuilder(bounds, working, colourChannelsOf(image));
  builder.add(bounds, image, mask);
  const model = solveModel(builder.finish(), bounds, options);
  return renderForegroundTile(model, {
    bounds: planForegroundHalo(model, bounds),
    image,
    mask,
    amount,
  });
}
