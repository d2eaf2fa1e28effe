import { type DocumentState, type LayerState, channelsOf } from './document-state';
import type { DocumentMode } from '../photoshop/constants';
import { convertChannels } from './pixel-plane';

/** A copy's layers are other layers: their ids begin far from the originals', so that a mix-up is noticed. */
const COPIED_FROM = 1000;

export function renumberLayers(state: DocumentState): DocumentState {
  const renumber = (layer: LayerState): LayerState => ({
    ...layer,
    id: layer.id + COPIED_FROM,
    children: layer.children?.map(renumber),
  });
  return { ...state, layers: state.layers.map(renumber) };
}

/** Colours are kept as sRGB whatever the mode, so that they stay as they are. */
export function toMode(
  state: DocumentState,
  mode: Exclude<DocumentMode, 'grayscaleMode'>,
): DocumentState {
  const convert = (layer: LayerState): LayerState => ({
    ...layer,
    pixels: layer.pixels && convertChannels(layer.pixels, channelsOf({ mode }, layer.isBackground)),
    children: layer.children?.map(convert),
  });
  return { ...state, mode, profile: undefined, layers: state.layers.map(convert) };
}
