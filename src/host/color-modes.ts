import { OffcutError } from '../support';
import type { Document } from './vendor';

/** Where the pixels of a document's layers are read: in the document, or in a copy of it that is converted to RGB. */
export type PixelSource = 'document' | 'rgb-copy';

/**
 * By mode in lower case: the host and its documentation write some modes with a capital and some without. Reading CMYK
 * ends the Photoshop process; Duotone is not one of the imaging module's colour spaces either.
 */
const SOURCES: Readonly<Record<string, PixelSource>> = {
  rgbcolormode: 'document',
  grayscalemode: 'document',
  labcolormode: 'document',
  cmykcolormode: 'rgb-copy',
  duotonemode: 'rgb-copy',
};

/** They have neither layers nor layer masks. */
const FLAT_MODES: Readonly<Record<string, string>> = {
  indexedcolormode: 'Indexed Color',
  bitmapmode: 'Bitmap',
  multichannelmode: 'Multichannel',
};

/** @throws OffcutError `flat-color-mode`, or `unsupported-color-mode` for a mode that is not known. */
export function pixelSourceOf({ mode }: Document): PixelSource {
  const key = mode.toLowerCase();
  const source = SOURCES[key];
  if (source) return source;
  const flat = FLAT_MODES[key];
  if (flat !== undefined)
    throw new OffcutError('flat-color-mode', 'The colour mode has no layer masks', {
      context: { mode: flat },
    });
  throw new OffcutError('unsupported-color-mode', 'The colour mode is not known', {
    context: { mode },
  });
}
