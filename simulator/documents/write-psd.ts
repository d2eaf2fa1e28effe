import { type Layer, type LayerMaskData, writePsdUint8Array } from 'ag-psd';
import { composite } from './composite';
import type { DocumentState, LayerMask, LayerState } from './document-state';
import { convertChannels, convertDepth, convertMaskDepth } from './pixel-plane';
import { convertSample } from './samples';

/** A document as a PSD in RGB and 8 bits, whatever its own mode and depth, with its layer masks and composite. */
export function writePsdFile(state: DocumentState): Uint8Array {
  const { width, height } = state;
  const { rgba } = composite(state, state);
  return writePsdUint8Array(
    {
      width,
      height,
      imageData: { width, height, data: rgba },
      children: writeLayers(state.layers, state),
    },
    { noBackground: !state.layers.some(({ isBackground }) => isBackground) },
  );
}

/** The file lists layers from the bottom up. */
function writeLayers(layers: readonly LayerState[], state: DocumentState): Layer[] {
  return layers.map((layer) => writeLayer(layer, state)).reverse();
}

function writeLayer(layer: LayerState, state: DocumentState): Layer {
  const { id, name, visible, locks, mask, children } = layer;
  return {
    id,
    name,
    hidden: !visible,
    protected: {
      transparency: locks.all || locks.transparency,
      composite: locks.all || locks.pixels,
      position: locks.all || locks.position,
    },
    ...writePixels(layer),
    ...(mask === undefined ? {} : { mask: writeMask(mask, state) }),
    ...(children === undefined ? {} : { children: writeLayers(children, state) }),
  };
}

function writePixels({ pixels }: LayerState): Partial<Layer> {
  if (pixels === undefined) return {};
  const { bounds, samples } = convertDepth(convertChannels(pixels, 4), 8);
  const { left, top, width, height } = bounds;
  return { left, top, imageData: { width, height, data: samples } };
}

/** The library takes a mask as a picture: grey, opaque. */
function writeMask({ plane, outside }: LayerMask, { depth }: DocumentState): LayerMaskData {
  const { bounds, samples } = convertChannels(convertMaskDepth(plane, 8), 4);
  const { left, top, width, height } = bounds;
  return {
    left,
    top,
    defaultColor: convertSample(outside, depth, 8, true),
    imageData: { width, height, data: samples },
  };
}
