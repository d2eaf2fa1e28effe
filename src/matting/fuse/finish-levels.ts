import { boxBlur, createAlphaMatte, type AlphaMatte } from '../../raster';
import { smoothStep } from '../smooth-step';

/** Where levels count as finished, and how far they are stretched there. */
export interface FinishSettings {
  /** What counts as nearby, as a fraction of the longer side. */
  readonly radius: number;
  /** Mean alpha nearby from which a pixel lies inside, or up to which it lies outside; in [0, 1]. */
  readonly insideFrom: number;
  readonly outsideUpTo: number;
  /** Alpha that becomes 1 inside, and alpha that becomes 0 outside; further from 1 and 0 clears more veil and haze. */
  readonly white: number;
  readonly black: number;
}

export const DEFAULT_FINISH: FinishSettings = {
  radius: 0.02,
  insideFrom: 0.75,
  outsideUpTo: 0.25,
  white: 0.8,
  black: 0.2,
};

/** The mean alpha over which a rule fades in, so that no seam shows. */
const FADE = 0.05;

/**
 * Clears the last haze away from the edges: where the mean nearby says inside, levels are stretched so that `white`
 * becomes 1; where it says outside, so that `black` becomes 0. The edge zone between keeps its levels, because there a
 * stretch would harden what is soft. Matte H×W, alpha in [0, 1]. Borrows it; allocates a new one and one plane. Cost:
 * three passes.
 */
export function finishLevels(
  matte: AlphaMatte,
  settings: FinishSettings = DEFAULT_FINISH,
): AlphaMatte {
  const { radius, insideFrom, outsideUpTo, white, black } = settings;
  const nearby = boxBlur(
    matte.alpha,
    matte,
    Math.round(radius * Math.max(matte.width, matte.height)),
  );
  const finished = matte.alpha.map((alpha, i) => {
    const inside = smoothStep(insideFrom - FADE, insideFrom + FADE, nearby[i]);
    const outside = 1 - smoothStep(outsideUpTo - FADE, outsideUpTo + FADE, nearby[i]);
    const raised = alpha + inside * (Math.min(1, alpha / white) - alpha);
    return raised + outside * (Math.max(0, (alpha - black) / (1 - black)) - alpha);
  });
  return createAlphaMatte(matte, finished);
}
