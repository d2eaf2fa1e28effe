import type { Depth } from '../../api';
import { composite } from '../../documents/composite';
import { boundsOfExtent } from '../../documents/bounds';
import { type DocumentState, type LayerState, channelsOf } from '../../documents/document-state';
import {
  type Channels,
  type PixelPlane,
  convertChannels,
  convertDepth,
  hasAlpha,
  matteOnWhite,
} from '../../documents/pixel-plane';
import { RGB_PROFILES, toSrgbProfile } from '../../documents/rgb-profiles';
import { checkOptions } from '../check-options';
import { type Host, findDocument, findDocumentLayer } from '../host';
import { createPhotoshopError } from '../host-error';
import type { ColorSpace, ImageContent } from './image-data';
import { checkProfile, profileOf, toColorSpace } from './profiles';
import { type Region, readRegion } from './read-region';

const OPTIONS = [
  ...['documentID', 'layerID', 'sourceBounds', 'targetSize'],
  ...['colorSpace', 'colorProfile', 'componentSize', 'applyAlpha'],
];

/** Reading these in the real host ends it. */
const CRASHING_MODES = [
  ...['CMYKColorMode', 'indexedColorMode', 'bitmapMode', 'multichannelMode', 'duotoneMode'],
];

/** `imaging.getPixels` without its image data: what was read, and from where. */
export interface PixelsRead extends Region {
  readonly content: ImageContent;
}

export function readPixels(host: Host, given: unknown): PixelsRead {
  const options = checkOptions('getPixels', given, OPTIONS, host.onViolation);
  host.modal.requireScope('getPixels');
  const state = findDocument(host, options['documentID']).history.current();
  checkMode(state, host);
  const colorSpace = toColorSpace(options['colorSpace'] ?? ownColorSpace(state));
  const profile = profileFor(state, options['colorProfile'], host);
  checkProfile(colorSpace, options['colorProfile']);
  const depth = depthFor(state, options['componentSize'], host);
  const source =
    options['layerID'] === undefined
      ? compositeOf(state)
      : pixelsOf(findDocumentLayer(host, options, 'Unknown layer').layer);
  const region = readRegion(source, options, host);
  const plane = toOrigin(
    convert(withoutLabAlpha(toProfile(region.plane, state, profile), state), {
      ...{ colorSpace, depth },
      isMatted: options['applyAlpha'] === true,
    }),
  );
  return {
    ...region,
    content: { plane, colorSpace, colorProfile: profileOf(colorSpace, depth, profile) },
  };
}

function checkMode({ mode }: DocumentState, { onViolation }: Host): void {
  if (CRASHING_MODES.includes(mode)) {
    onViolation(`getPixels of a document in ${mode}: this ends the real Photoshop`);
    throw createPhotoshopError();
  }
}

/** Lab is read as what was asked for: its own components are not simulated. */
function ownColorSpace({ mode }: DocumentState): string {
  if (mode === 'labColorMode') return 'Lab';
  return mode === 'grayscaleMode' ? 'Grayscale' : 'RGB';
}

/** The document's own where none was asked for; another space without a name is in the working space, sRGB. */
function profileFor(
  { mode, profile }: DocumentState,
  wanted: unknown,
  { faults }: Host,
): string | undefined {
  if (mode === 'grayscaleMode') return undefined;
  return typeof wanted === 'string' && !faults.ignoresProfile ? wanted : profile;
}

/** Only a conversion to sRGB is simulated. */
function toProfile(plane: PixelPlane, { profile }: DocumentState, wanted: string | undefined) {
  if (wanted === profile) return plane;
  if (wanted !== undefined && wanted !== RGB_PROFILES[0])
    throw new Error(`Conversions to ${wanted} are not simulated`);
  return toSrgbProfile(plane, profile);
}

/** Lab data has been seen without an alpha. */
function withoutLabAlpha(plane: PixelPlane, { mode }: DocumentState): PixelPlane {
  return mode === 'labColorMode' ? convertChannels(plane, 3) : plane;
}

function depthFor({ depth }: DocumentState, componentSize: unknown, { faults }: Host): Depth {
  if (componentSize === undefined || componentSize === -1) return depth;
  if (componentSize !== 8 && componentSize !== 16 && componentSize !== 32)
    throw new RangeError('componentSize is one of -1, 8, 16 and 32');
  if (faults.refuse8BitFrom16 && depth === 16 && componentSize === 8) throw createPhotoshopError();
  return componentSize;
}

function pixelsOf({ kind, pixels }: LayerState): PixelPlane | undefined {
  if (kind === 'smartObject') throw createPhotoshopError('Could not update smart object files ^0.');
  if (kind !== 'pixel') throw createPhotoshopError();
  return pixels;
}

/** In 8 bits, whatever the document's depth; without alpha where a Background lies below everything. */
function compositeOf(state: DocumentState): PixelPlane {
  const { rgba } = composite(state, state);
  const plane = { bounds: boundsOfExtent(state), channels: 4, samples: rgba } as const;
  return convertChannels(
    plane,
    channelsOf(
      state,
      state.layers.some(({ isBackground }) => isBackground),
    ),
  );
}

function convert(
  plane: PixelPlane,
  wanted: { readonly colorSpace: ColorSpace; readonly depth: Depth; readonly isMatted: boolean },
): PixelPlane {
  const matted = wanted.isMatted ? matteOnWhite(plane) : plane;
  const colours = wanted.colorSpace === 'RGB' ? 3 : 1;
  const channels = (hasAlpha(matted) ? colours + 1 : colours) as Channels;
  const converted = convertDepth(convertChannels(matted, channels), wanted.depth);
  // Pixels of the document are never handed out: image data is counted, and freed, on its own.
  return converted.samples === plane.samples
    ? { ...converted, samples: converted.samples.slice() }
    : converted;
}

function toOrigin(plane: PixelPlane): PixelPlane {
  return { ...plane, bounds: boundsOfExtent(plane.bounds) };
}
