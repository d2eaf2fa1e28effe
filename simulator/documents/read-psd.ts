import {
  type Layer,
  type LayerMaskData,
  type PixelArray,
  type Psd,
  initializeCanvas,
  readPsd,
} from 'ag-psd';
import type { Depth } from '../api';
import type { DocumentMode, LayerKind } from '../photoshop/constants';
import { createBounds } from './bounds';
import { BACKGROUND_LOCKS, toLayerPixels } from './build-document';
import {
  type DocumentState,
  type LayerMask,
  type LayerState,
  type Locks,
  NO_LOCKS,
} from './document-state';
import { type PixelPlane, convertMaskDepth } from './pixel-plane';
import { type Samples, WHITE, depthOf } from './samples';

/** The numbers of colour modes in the file format. */
const MODES: Readonly<Record<number, DocumentMode>> = {
  0: 'bitmapMode',
  1: 'grayscaleMode',
  2: 'indexedColorMode',
  3: 'RGBColorMode',
  4: 'CMYKColorMode',
  7: 'multichannelMode',
  8: 'duotoneMode',
  9: 'labColorMode',
};

/**
 * A PSD as a document. Modes other than RGB and Grayscale keep their name, with pixels in RGB for display. Blend modes,
 * opacities, effects and clipping are not kept; vector masks neither.
 */
export function readPsdFile(bytes: Uint8Array): DocumentState {
  initializeImageData();
  const psd = readPsd(bytes, { useImageData: true, skipThumbnail: true });
  const { width, height, bitsPerChannel = 8, colorMode = 3 } = psd;
  const depth: Depth = bitsPerChannel === 16 || bitsPerChannel === 32 ? bitsPerChannel : 8;
  const mode = MODES[colorMode] ?? 'RGBColorMode';
  const file: File = { width, height, depth, mode, nextId: createIds(psd) };
  const layers = psd.children ?? [flatLayer(psd)];
  return { width, height, depth, mode, layers: readLayers(layers, file) };
}

interface File extends Omit<DocumentState, 'layers'> {
  /** The file's own id of a layer, else one that no layer has. */
  readonly nextId: (layer: Layer) => number;
}

/** The library would ask a canvas for its buffers, which Node does not have. */
function initializeImageData(): void {
  const noCanvas = () => {
    throw new Error('The simulator reads PSD files without a canvas');
  };
  initializeCanvas(noCanvas, (width, height) => ({
    width,
    height,
    data: new Uint8ClampedArray(width * height * 4),
    colorSpace: 'srgb',
  }));
}

/** A file without layers holds only its composite, which opens as a Background. */
function flatLayer({ imageData, width, height }: Psd): Layer {
  const picture = imageData === undefined ? {} : { imageData };
  return { name: 'Background', left: 0, top: 0, right: width, bottom: height, ...picture };
}

/** The file lists layers from the bottom up. */
function readLayers(layers: readonly Layer[], file: File, isTopLevel = true): LayerState[] {
  return layers.map((layer, index) => readLayer(layer, file, isTopLevel && index === 0)).reverse();
}

function readLayer(layer: Layer, file: File, isLowest: boolean): LayerState {
  const isBackground = isLowest && isBackgroundLayer(layer, file);
  const children = layer.children && readLayers(layer.children, file, false);
  return {
    id: file.nextId(layer),
    name: layer.name ?? '',
    kind: kindOf(layer),
    isBackground,
    visible: layer.hidden !== true,
    locks: isBackground ? BACKGROUND_LOCKS : locksOf(layer),
    pixels: children === undefined ? readPixels(layer, file, isBackground) : undefined,
    mask: layer.mask === undefined ? undefined : readMask(layer.mask, file),
    children,
  };
}

/** The format has no mark for a Background: it is the lowest layer, opaque, as large as the canvas, and so named. */
function isBackgroundLayer(layer: Layer, { width, height }: File): boolean {
  const { imageData, left = 0, top = 0 } = layer;
  if (layer.name !== 'Background' || layer.mask !== undefined || imageData === undefined)
    return false;
  const isCanvas =
    left === 0 && top === 0 && imageData.width === width && imageData.height === height;
  const opaque = OPAQUE[depthOf(toSamples(imageData.data))];
  return isCanvas && imageData.data.every((value, index) => index % 4 !== 3 || value >= opaque);
}

/** Full opacity as the library has it: 16 bits reach to the top there. */
const OPAQUE = { ...WHITE, 16: 65535 };

function kindOf({ children, text, placedLayer, adjustment, vectorFill }: Layer): LayerKind {
  if (children !== undefined) return 'group';
  if (text !== undefined) return 'text';
  if (placedLayer !== undefined) return 'smartObject';
  if (adjustment !== undefined) return ADJUSTMENTS[adjustment.type] ?? 'curves';
  return vectorFill === undefined ? 'pixel' : (FILLS[vectorFill.type] ?? 'gradientFill');
}

const FILLS: Readonly<Record<string, LayerKind>> = { color: 'solidColor', pattern: 'pattern' };

/** The library's words for adjustments, where they are not Photoshop's. */
const ADJUSTMENTS: Readonly<Record<string, LayerKind>> = {
  'brightness/contrast': 'brightnessContrast',
  levels: 'levels',
  exposure: 'exposure',
  vibrance: 'vibrance',
  'hue/saturation': 'hueSaturation',
  'color balance': 'colorBalance',
  'black & white': 'blackAndWhite',
  'photo filter': 'photoFilter',
  'channel mixer': 'channelMixer',
  'color lookup': 'colorLookup',
  invert: 'inversion',
  posterize: 'posterize',
  threshold: 'threshold',
  'gradient map': 'gradientMap',
  'selective color': 'selectiveColor',
};

function locksOf({ protected: locks, transparencyProtected = false }: Layer): Locks {
  const transparency = locks?.transparency === true || transparencyProtected;
  const pixels = locks?.composite === true;
  const position = locks?.position === true;
  // A file has no lock of everything: it has all three.
  if (transparency && pixels && position) return { ...NO_LOCKS, all: true };
  return { all: false, pixels, transparency, position };
}

function readPixels(
  { imageData, left = 0, top = 0 }: Layer,
  file: File,
  isBackground: boolean,
): PixelPlane | undefined {
  if (imageData === undefined) return undefined;
  const samples = toSamples(imageData.data);
  const { width, height } = imageData;
  const bounds = createBounds(left, top, left + width, top + height);
  return toLayerPixels({ bounds, channels: 4, samples: toHostRange(samples) }, file, isBackground);
}

/** The user mask: in the library's picture all colours are the mask, so the red one is taken. */
function readMask(
  { imageData, left = 0, top = 0, defaultColor = 0 }: LayerMaskData,
  { depth }: File,
): LayerMask {
  const { width, height } = imageData ?? { width: 0, height: 0 };
  const bounds = createBounds(left, top, left + width, top + height);
  const picture = toHostRange(toSamples(imageData?.data ?? new Uint8Array()));
  const samples = picture.filter((_sample, index) => index % 4 === 0);
  return {
    plane: convertMaskDepth({ bounds, channels: 1, samples }, depth),
    outside: (defaultColor / 255) * WHITE[depth],
  };
}

function toSamples(pixels: PixelArray): Samples {
  return pixels instanceof Uint8ClampedArray ? new Uint8Array(pixels.buffer) : pixels;
}

/** Files hold 16 bits as 0..65535, Photoshop works in 0..32768. */
function toHostRange(samples: Samples): Samples {
  return samples instanceof Uint16Array
    ? samples.map((sample) => Math.round((sample / 65535) * WHITE[16]))
    : samples;
}

/** Ids of the file where it has them, and where they are not taken; numbers above them for the rest. */
function createIds({ children = [] }: Psd): (layer: Layer) => number {
  const used = new Set<number>();
  let next = Math.max(0, ...flatten(children).map(({ id = 0 }) => id)) + 1;
  return ({ id }) => {
    const own = id === undefined || id < 1 || used.has(id) ? next++ : id;
    used.add(own);
    return own;
  };
}

function flatten(layers: readonly Layer[]): readonly Layer[] {
  return layers.flatMap((layer) => [layer, ...flatten(layer.children ?? [])]);
}
