import type { MaskOutput } from '../../bridge';
import { OffcutError } from '../../support';
import type { UsableLayer } from '../target';

/** In lower case: the host and its documentation write some modes with a capital and some without. */
const MODES_OF_NEW_PIXELS: readonly string[] = ['rgbcolormode', 'grayscalemode'];

/** @throws OffcutError `unsupported-color-mode` for a cut-out in a document that takes no pixels from a plugin. */
export function requireWritable({ document }: UsableLayer, { kind }: MaskOutput): void {
  if (kind !== 'cutout' || MODES_OF_NEW_PIXELS.includes(document.mode.toLowerCase())) return;
  throw new OffcutError('unsupported-color-mode', 'A cut-out needs RGB or greyscale', {
    context: { mode: document.mode },
  });
}
