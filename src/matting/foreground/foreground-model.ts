import type { Extent } from '../../raster';
import type { Layers } from './relax-layers';

export interface ForegroundOptions {
  /** εᵣ: how strongly neighbouring colours are held together everywhere; lowering it lets faint alpha take wild colours. */
  readonly smoothness: number;
  /** ω: how much more where alpha changes; raising it smooths the texture of hair, lowering it lets the matte's errors show. */
  readonly edgeSmoothness: number;
  /** On each level; raising it carries colours further and costs time. The halo of a tile has as many pixels. */
  readonly iterations: number;
  /** The longer side, in pixels, that is solved at once; raising it costs memory and time with its square. */
  readonly workingSide: number;
  /** How many source pixels are read at once. */
  readonly stripPixels: number;
}

export const FOREGROUND_DEFAULTS: ForegroundOptions = {
  smoothness: 1e-2,
  edgeSmoothness: 0.1,
  iterations: 4,
  workingSide: 2048,
  stripPixels: 1 << 20,
};

/** Foreground and background colours at the working extent; a larger source is finished tile by tile from it. */
export interface ForegroundModel {
  /** The source's. */
  readonly extent: Extent;
  readonly working: Extent;
  /** One for each colour channel, of the working extent, in the picture's own encoded values by white: [0, 1]. */
  readonly layers: readonly Layers[];
  readonly options: ForegroundOptions;
}
