/** `require('photoshop').constants`: the enumerations that a masking plugin compares with, values as in the host. */
export const LayerKind = {
  BLACKANDWHITE: 'blackAndWhite',
  BRIGHTNESSCONTRAST: 'brightnessContrast',
  CHANNELMIXER: 'channelMixer',
  COLORBALANCE: 'colorBalance',
  CURVES: 'curves',
  EXPOSURE: 'exposure',
  GRADIENTFILL: 'gradientFill',
  GRADIENTMAP: 'gradientMap',
  HUESATURATION: 'hueSaturation',
  INVERSION: 'inversion',
  LEVELS: 'levels',
  NORMAL: 'pixel',
  PATTERNFILL: 'pattern',
  PHOTOFILTER: 'photoFilter',
  POSTERIZE: 'posterize',
  SELECTIVECOLOR: 'selectiveColor',
  SMARTOBJECT: 'smartObject',
  SOLIDFILL: 'solidColor',
  TEXT: 'text',
  THRESHOLD: 'threshold',
  LAYER3D: 'threeD',
  VIBRANCE: 'vibrance',
  VIDEO: 'video',
  GROUP: 'group',
  COLORLOOKUP: 'colorLookup',
} as const;
export type LayerKind = (typeof LayerKind)[keyof typeof LayerKind];

export const DocumentMode = {
  BITMAP: 'bitmapMode',
  CMYK: 'CMYKColorMode',
  DUOTONE: 'duotoneMode',
  GRAYSCALE: 'grayscaleMode',
  INDEXEDCOLOR: 'indexedColorMode',
  LAB: 'labColorMode',
  MULTICHANNEL: 'multichannelMode',
  RGB: 'RGBColorMode',
} as const;
export type DocumentMode = (typeof DocumentMode)[keyof typeof DocumentMode];

export const ChangeMode = {
  BITMAP: 'bitmapMode',
  CMYK: 'CMYKColorMode',
  GRAYSCALE: 'grayscaleMode',
  INDEXEDCOLOR: 'indexedColorMode',
  LAB: 'labColorMode',
  MULTICHANNEL: 'multichannelMode',
  RGB: 'RGBColorMode',
} as const;

export const BitsPerChannelType = {
  ONE: 'bitDepth1',
  EIGHT: 'bitDepth8',
  SIXTEEN: 'bitDepth16',
  THIRTYTWO: 'bitDepth32',
} as const;
export type BitsPerChannelType = (typeof BitsPerChannelType)[keyof typeof BitsPerChannelType];

export const ElementPlacement = {
  PLACEAFTER: 'placeAfter',
  PLACEATBEGINNING: 'placeAtBeginning',
  PLACEATEND: 'placeAtEnd',
  PLACEBEFORE: 'placeBefore',
  PLACEINSIDE: 'placeInside',
} as const;

export const RasterizeType = {
  ENTIRELAYER: 'entire',
  FILLCONTENT: 'content',
  LAYERCLIPPINGPATH: 'clippingPath',
  LAYERSTYLE: 'layerStyle',
  LINKEDLAYERS: 'linked',
  PLACED: 'placed',
  SHAPE: 'shape',
  TEXTCONTENTS: 'type',
  VECTORMASK: 'vectorMask',
  VIDEO: 'video',
} as const;

export const SaveOptions = {
  DONOTSAVECHANGES: 0,
  PROMPTTOSAVECHANGES: 1,
  SAVECHANGES: 2,
} as const;
