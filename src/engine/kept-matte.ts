import {
  renderMaskStrip,
  renderRefinedStrip,
  type ForegroundModel,
  type MaskStripRequest,
  type RefinedMatte,
} from '../matting';
import type { AlphaMatte } from '../raster';

/** A matte as it came from the networks, refined where a refinement has changed it, and the subject's colours once asked for. */
export interface KeptMatte {
  readonly coarse: AlphaMatte;
  readonly refined?: RefinedMatte;
  readonly colours?: ForegroundModel;
}

/** Rows of its layer mask before any edge controls. */
export function renderKept({ coarse, refined }: KeptMatte, request: MaskStripRequest): Uint8Array {
  return refined ? renderRefinedStrip(refined, request) : renderMaskStrip(coarse, request);
}
