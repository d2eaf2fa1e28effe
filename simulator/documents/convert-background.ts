import { type DocumentState, type LayerState, NO_LOCKS, unusedLayerId } from './document-state';
import { convertChannels } from './pixel-plane';

/** What Photoshop makes of a Background: an ordinary layer under another id, which was seen in Photoshop 27.8. */
export function toOrdinaryLayer(background: LayerState, state: DocumentState): LayerState {
  const { pixels } = background;
  return {
    ...background,
    id: unusedLayerId(state),
    name: 'Layer 0',
    isBackground: false,
    locks: NO_LOCKS,
    pixels: pixels && convertChannels(pixels, pixels.channels === 1 ? 2 : 4),
  };
}
