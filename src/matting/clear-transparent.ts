import { createAlphaMatte, stretchMatte, type AlphaMatte, type RgbImage } from '../raster';
import { spreadReach } from './refine/spread-reach';

/**
 * How far around what can be seen the matte stays as it is, in thousandths of its longer side: farther than an edge that is
 * cut here reaches when edges are refined (a band of a few, measured over a neighbourhood of 15).
 */
const MARGIN = 20;
const LEAST_MARGIN_PX = 2;

/**
 * The matte without subject where the picture is wholly transparent: networks see white paper there. Within a margin around
 * visible pixels it stays as it is, so that no visible edge moves. Borrows both; returns the matte itself where nothing is
 * transparent, else allocates.
 */
export function clearTransparent(matte: AlphaMatte, picture: RgbImage): AlphaMatte {
  const cover = coverOf(picture);
  if (!cover) return matte;
  const perMille = Math.max(matte.width, matte.height) / 1000;
  const margin = Math.max(LEAST_MARGIN_PX, MARGIN * perMille);
  const reach = stretchMatte(cover, matte).map((value) => (value > 0 ? margin : -Infinity));
  spreadReach(reach, matte);
  return createAlphaMatte(
    matte,
    matte.alpha.map((value, i) => (reach[i] > 0 ? value : 0)),
  );
}

/** 1 where a pixel can be seen at all, else 0; none where all can. */
function coverOf({ width, height, channels, pixels }: RgbImage): AlphaMatte | undefined {
  if (channels === 3) return undefined;
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i += 1) alpha[i] = pixels[i * 4 + 3] > 0 ? 1 : 0;
  return alpha.includes(0) ? createAlphaMatte({ width, height }, alpha) : undefined;
}
