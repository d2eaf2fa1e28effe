import type { Bounds, BoundsInput } from './documents/bounds';
import type { DocumentMode, LayerKind } from './photoshop/constants';
import type { RegisteredEntrypoints } from './uxp/entrypoints';

/** Straight RGBA, 8-bit, chunky, rows from top to bottom. */
export interface RgbaPixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Decodes a PNG or JPEG file: `createImageBitmap` and a canvas in a browser, pngjs and jpeg-js in Node. */
export type DecodeImage = (bytes: Uint8Array) => Promise<RgbaPixels>;

/** The plugin's own folder, `plugin:/`. Paths have no scheme and no leading slash. */
export interface PluginFiles {
  /** Length in bytes; undefined where there is no such file. */
  size(path: string): Promise<number | undefined>;
  read(path: string, offset: number, length: number): Promise<Uint8Array>;
}

export type Theme = 'lightest' | 'light' | 'dark' | 'darkest';

export type Depth = 8 | 16 | 32;

export interface SimulatorOptions {
  readonly pluginFiles?: PluginFiles | undefined;
  /** `plugin-data:/`; outlives a simulated restart when it is passed again. */
  readonly dataFiles?: Map<string, Uint8Array> | undefined;
  readonly decodeImage?: DecodeImage | undefined;
  /** Default 26.0.0. */
  readonly hostVersion?: string | undefined;
  /** What `require('uxp').versions.plugin` says; default 0.0.0. */
  readonly pluginVersion?: string | undefined;
  /** Default dark. */
  readonly theme?: Theme | undefined;
  /** Of everything that the documentation leaves open; default 1. */
  readonly seed?: number | undefined;
}

/** One Photoshop with one plugin in it. */
export interface SimulatedPhotoshop {
  /** What `require()` gives to the plugin. */
  readonly modules: {
    readonly photoshop: unknown;
    readonly uxp: unknown;
    readonly fs: unknown;
    readonly os: unknown;
  };
  readonly user: UserVerbs;
  readonly inspect: Inspect;
  readonly faults: Faults;
  /** Calls `listener` after anything visible changed, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** What the padlocks of the Layers panel say. */
export interface Locks {
  readonly all: boolean;
  readonly pixels: boolean;
  readonly transparency: boolean;
  readonly position: boolean;
}

/** A layer of a document under construction. Layers are listed from top to bottom, as in the Layers panel. */
export interface LayerDescription {
  readonly name: string;
  /** Default pixel; a group when there are children. */
  readonly kind?: LayerKind | undefined;
  /** Default: the document's for a Background or when there are pixels; empty otherwise. */
  readonly bounds?: BoundsInput | undefined;
  /** Straight RGBA, 8-bit, of exactly `bounds`. Default: opaque mid grey. */
  readonly pixels?: Uint8Array | undefined;
  readonly locked?: boolean | undefined;
  readonly locks?: Partial<Locks> | undefined;
  readonly clipped?: boolean | undefined;
  /** Whether it has a style; what that looks like is not simulated. */
  readonly effects?: boolean | undefined;
  readonly isBackground?: boolean | undefined;
  readonly visible?: boolean | undefined;
  readonly mask?: MaskDescription | undefined;
  /** Its form is not simulated. */
  readonly hasVectorMask?: boolean | undefined;
  readonly children?: readonly LayerDescription[] | undefined;
}

/** What the Properties panel says of a layer mask: density in percent, feather in pixels. */
export interface MaskTraits {
  readonly enabled: boolean;
  readonly linked: boolean;
  readonly density: number;
  readonly feather: number;
}

export interface MaskDescription extends Partial<MaskTraits> {
  /** One byte a pixel of `bounds`; 255 reveals. */
  readonly pixels: Uint8Array;
  /** Default: the document's. */
  readonly bounds?: BoundsInput | undefined;
  /** Default 255. */
  readonly outside?: number | undefined;
}

export interface DocumentDescription {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Default RGBColorMode. */
  readonly mode?: DocumentMode | undefined;
  /** Default 8. */
  readonly depth?: Depth | undefined;
  /** One that Photoshop knows, for RGB; default sRGB. Pixels are values in it. */
  readonly profile?: string | undefined;
  /** From top to bottom. The topmost one is selected. */
  readonly layers: readonly LayerDescription[];
}

/** One stroke: a filled rectangle of one colour (straight RGBA, 8-bit). */
export interface Stroke {
  readonly bounds: BoundsInput;
  readonly rgba: readonly [number, number, number, number];
}

/** `pixels` are all 255 where they are not given. */
export interface SelectionDescription {
  readonly bounds: BoundsInput;
  readonly pixels?: Uint8Array | undefined;
}

/** What a person does at Photoshop. Ids of documents and layers that do not exist are a RangeError. */
export interface UserVerbs {
  /** A PNG or JPEG. An opaque picture opens as a Background, one with transparency as "Layer 0". */
  openImage(fileName: string, bytes: Uint8Array): Promise<number>;
  openPsd(fileName: string, bytes: Uint8Array): Promise<number>;
  newDocument(description: DocumentDescription): number;
  activate(documentId: number): void;
  selectLayers(documentId: number, layerIds: readonly number[]): void;
  deleteLayer(documentId: number, layerId: number): void;
  closeDocument(documentId: number): void;
  /** Double-click on the Background: it becomes "Layer 0". */
  convertBackground(documentId: number): void;
  /** Makes one history state, "Brush Tool". */
  paint(documentId: number, layerId: number, stroke: Stroke): void;
  rename(documentId: number, layerId: number, name: string): void;
  /** By whole pixels, its mask with it where the two are linked; neither a group nor a Background. */
  move(documentId: number, layerId: number, by: { readonly x: number; readonly y: number }): void;
  /** Gives the layer this mask in place of its own, or takes that away; not of a Background. */
  setMask(documentId: number, layerId: number, mask?: MaskDescription): void;
  setLocked(documentId: number, layerId: number, locked: boolean): void;
  /** Not a history state, as in Photoshop. */
  setVisible(documentId: number, layerId: number, visible: boolean): void;
  /** A selection with its soft edges, one byte a pixel of `bounds`; without one, Deselect. A history state. */
  select(documentId: number, selection?: SelectionDescription): void;
  undo(documentId: number): void;
  redo(documentId: number): void;
  /** A click on an entry of the History panel. */
  goToHistory(documentId: number, index: number): void;
  /** Cancels the plugin's modal scope, if one runs. */
  pressEscape(): void;
  /** The document as an 8-bit PSD with its layer masks. */
  savePsd(documentId: number): Promise<Uint8Array>;
  setTheme(theme: Theme): void;
  startOtherPluginModal(pluginName: string): void;
  endOtherPluginModal(): void;
}

export interface LayerView {
  readonly id: number;
  readonly name: string;
  readonly kind: LayerKind;
  readonly bounds: Bounds;
  readonly isBackground: boolean;
  readonly visible: boolean;
  readonly locked: boolean;
  readonly locks: Locks;
  readonly clipped: boolean;
  readonly hasEffects: boolean;
  readonly hasMask: boolean;
  readonly selected: boolean;
  /** From top to bottom; empty for anything but a group. */
  readonly layers: readonly LayerView[];
}

export interface DocumentView {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly mode: DocumentMode;
  readonly depth: Depth;
  /** From top to bottom. */
  readonly layers: readonly LayerView[];
}

/** 8-bit pixels of one rectangle of the document. */
export interface PixelsView {
  readonly bounds: Bounds;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface MaskView extends PixelsView {
  /** What the mask is worth outside `bounds`: 0 hides, 255 reveals. */
  readonly outside: number;
  readonly traits: MaskTraits;
}

export interface ProgressView {
  readonly commandName: string;
  /** In [0, 1]; undefined while indeterminate. */
  readonly value: number | undefined;
  readonly visible: boolean;
}

/** What a test or the simulator's window looks at. */
export interface Inspect {
  documents(): readonly DocumentView[];
  readonly activeDocumentId: number | undefined;
  history(documentId: number): { readonly names: readonly string[]; readonly index: number };
  /** Equal if and only if pixels, masks, names and layer order are equal. */
  fingerprint(documentId: number): string;
  /** The visible layers blended normally through their masks; scaled down to `extent` with an area filter. */
  composite(
    documentId: number,
    extent?: { readonly width?: number; readonly height?: number },
  ): RgbaPixels;
  /** Straight RGBA, 8-bit, of the layer's bounds; undefined for a layer without pixels. Lent: not to be written to. */
  layerPixels(documentId: number, layerId: number): PixelsView | undefined;
  /** One byte a pixel; undefined for a layer without a mask. Lent: not to be written to. */
  layerMask(documentId: number, layerId: number): MaskView | undefined;
  /** One byte a pixel; undefined where nothing is selected. Lent: not to be written to. */
  selection(documentId: number): PixelsView | undefined;
  /** Names of the saved alpha channels, in their order. */
  channelNames(documentId: number): readonly string[];
  /** One byte a pixel, all over the canvas; undefined where there is no such channel. Lent: not to be written to. */
  channel(documentId: number, name: string): PixelsView | undefined;
  /** PhotoshopImageData objects that were not disposed. */
  liveImageData(): number;
  /** Bytes held by them now, and at most since the start. */
  imageDataBytes(): { readonly now: number; readonly peak: number };
  /** The plugin's modal scopes that run now, nested ones included. */
  openModalScopes(): number;
  progress(): ProgressView | undefined;
  /** What real Photoshop may tolerate or crash on, and a test must not. */
  violations(): readonly string[];
  /** Texts of `showAlert`, oldest first. */
  alerts(): readonly string[];
  /** File descriptors that the plugin has not closed. */
  openFiles(): number;
  theme(): Theme;
  readonly registeredEntrypoints: RegisteredEntrypoints | undefined;
}

/** Calls of the plugin that a fault can be put into. */
export type HostMethod =
  | 'executeAsModal'
  | 'suspendHistory'
  | 'resumeHistory'
  | 'batchPlay'
  | 'getPixels'
  | 'putPixels'
  | 'getLayerMask'
  | 'putLayerMask'
  | 'getSelection'
  | 'putSelection'
  | 'saveSelection'
  | 'loadSelection'
  | 'deselect'
  | 'createPixelLayer'
  | 'createLayerGroup'
  | 'duplicate'
  | 'duplicateLayer'
  | 'rasterize'
  | 'changeMode'
  | 'close'
  | 'createImageDataFromBuffer'
  | 'getData'
  | 'readFile'
  | 'writeFile'
  | 'rename'
  | 'open'
  | 'read';

/** Switches for what Photoshop does only now and then. */
export interface Faults {
  /** The next call rejects, by default with "Photoshop Error. Code: -1". */
  failNext(method: HostMethod, error?: Error): void;
  /** Every call rejects until the returned function is called. */
  failAlways(method: HostMethod, error?: Error): () => void;
  /** Every call takes `ms` longer; 0 ends it. */
  delay(method: HostMethod, ms: number): void;
  /** Runs before every call until the returned function is called; the call waits for a promise. */
  beforeCall(method: HostMethod, hook: () => void | Promise<void>): () => void;
  /** Layer reads of more than 4 megapixels come back at a quarter of their size, with `level` 2. */
  downsampleLargeReads: boolean;
  /** Reads with a `targetSize` come back one pixel smaller or larger on each side. */
  offByOneTargetSize: boolean;
  /** A 16-bit document refuses `componentSize` 8. */
  refuse8BitFrom16: boolean;
  /** A layer whose pixels are locked can be given a mask. */
  pixelLockLeavesMasks: boolean;
  /** Pixels come in the profile of their document whatever was asked for. */
  ignoresProfile: boolean;
  /** A mask is read trimmed to its own rectangle, as layers are. */
  trimsMasks: boolean;
  /** A written mask uses the selection up, as the button for a new mask does. */
  maskDropsSelection: boolean;
  /** 64 × 64 blocks of a written mask that are all zero turn white. */
  zeroBlocksTurnWhite: boolean;
  /** The first imaging call after a write fails, and so do further ones for 60 ms. */
  transientAfterPut: boolean;
}
