import { OffcutError } from '../support';
import type { Layer } from './vendor';

/** Where a layer's pixels come from: the layer as it is, or a copy of it that is rasterized and taken back. */
export type PixelOrigin = 'layer' | 'raster-copy';

/** Kinds without pixels of their own that show a picture all the same, and that Photoshop can rasterize. */
const RASTERIZED: readonly string[] = ['smartObject', 'text'];
/** Shapes are of the kind of their fill. */
const FILLS: readonly string[] = ['solidColor', 'gradientFill', 'pattern'];
const FRAMES: readonly string[] = ['video', 'threeD'];

/** @throws OffcutError `group-layer`, `fill-layer`, `adjustment-layer`, `unsupported-layer`: there is no picture to read. */
export function pixelOriginOf({ kind: hostKind }: Layer): PixelOrigin {
  const kind: string = hostKind;
  if (kind === 'pixel') return 'layer';
  if (RASTERIZED.includes(kind)) return 'raster-copy';
  const context = { kind };
  if (kind === 'group')
    throw new OffcutError('group-layer', 'A group has no pixels of its own', { context });
  if (FILLS.includes(kind))
    throw new OffcutError('fill-layer', 'A fill shows no picture', { context });
  if (FRAMES.includes(kind))
    throw new OffcutError('unsupported-layer', 'The layer shows more than one picture', {
      context,
    });
  throw new OffcutError('adjustment-layer', 'An adjustment has no pixels', { context });
}

/** @throws OffcutError `locked-layer` when everything is locked, here or in a group around it. */
export function requireMaskable(layer: Layer): void {
  // A Background's locks are part of what it is, and go when it becomes a layer.
  if (layer.isBackgroundLayer) return;
  for (let locked: Layer | null = layer; locked; locked = locked.parent)
    if (locked.allLocked) throw new OffcutError('locked-layer', 'The layer is locked');
}
