export type { ColourImage, ColourSamples } from './colour-image';
export { estimateForeground, type ForegroundRequest } from './estimate-foreground';
export {
  FOREGROUND_DEFAULTS,
  type ForegroundModel,
  type ForegroundOptions,
} from './foreground-model';
export { foregroundOf, type ForegroundAmount } from './foreground-of';
export { layForeground, planForegroundReach, type ForegroundRows } from './lay-foreground';
export {
  planForegroundHalo,
  renderForegroundTile,
  type ForegroundTile,
} from './render-foreground-tile';
