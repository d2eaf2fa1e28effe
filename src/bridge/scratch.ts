import * as v from 'valibot';
import {
  chunkSchema,
  documentIdSchema,
  layerIdSchema,
  name,
  natural,
  nothing,
  positive,
} from './schemas';
import { settingsSchema } from './settings';

/**
 * What crosses when this Photoshop is checked: documents that the host makes for that, and closes. None of these methods
 * reaches any other document: an id that the host has not made itself in this session is refused.
 */

/** Of a scratch document, on each side. */
export const MAX_SCRATCH_SIDE = 256;
/** A layer may reach beyond its canvas, and may be larger. */
const MAX_LAYER_SIDE = 2 * MAX_SCRATCH_SIDE;

const sideUpTo = (most: number) => v.pipe(positive, v.maxValue(most));
const offset = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-MAX_LAYER_SIDE),
  v.maxValue(MAX_LAYER_SIDE),
);
const extentSchema = v.strictObject({
  width: sideUpTo(MAX_SCRATCH_SIDE),
  height: sideUpTo(MAX_SCRATCH_SIDE),
});
const layerPlaceSchema = v.strictObject({
  left: offset,
  top: offset,
  width: sideUpTo(MAX_LAYER_SIDE),
  height: sideUpTo(MAX_LAYER_SIDE),
});

const shapeSchema = v.strictObject({
  extent: extentSchema,
  /** Default RGBColorMode. */
  mode: v.optional(v.picklist(['RGBColorMode', 'grayscaleMode'])),
  /** Default 8. */
  depth: v.optional(v.picklist([8, 16, 32])),
  /** By its name in Photoshop; default sRGB. */
  profile: v.optional(name),
  /** A white Background, or one empty layer; default `empty`. */
  fill: v.optional(v.picklist(['white', 'empty'])),
  /** What holds for writes to this document, whatever a person has chosen; defaults of the settings. */
  settings: v.optional(v.pick(settingsSchema, ['existingMask', 'useSelection', 'backgroundLayer'])),
});
export type ScratchShape = v.InferOutput<typeof shapeSchema>;

export const lockSchema = v.picklist(['all', 'pixels', 'transparency', 'position']);
export type Lock = v.InferOutput<typeof lockSchema>;

const changeSchema = v.variant('kind', [
  /** A new pixel layer on top. `chunk`: 8-bit sRGB, chunky RGBA, straight alpha, of `place`, in document space. */
  v.strictObject({
    kind: v.literal('add-layer'),
    name,
    place: layerPlaceSchema,
    chunk: chunkSchema,
  }),
  v.strictObject({
    kind: v.literal('group'),
    name,
    layerIds: v.pipe(v.array(layerIdSchema), v.minLength(1), v.maxLength(8)),
  }),
  v.strictObject({ kind: v.literal('lock'), layerId: layerIdSchema, lock: lockSchema }),
  v.strictObject({ kind: v.literal('to-smart-object'), layerId: layerIdSchema }),
  v.strictObject({ kind: v.literal('delete-layer'), layerId: layerIdSchema }),
  v.strictObject({
    kind: v.literal('change-mode'),
    mode: v.picklist(['CMYKColorMode', 'labColorMode']),
  }),
  /** In the History panel: one step back or forward. */
  v.strictObject({ kind: v.literal('history'), by: v.picklist([-1, 1]) }),
  /**
   * From now on a write to this document ends right after Photoshop has taken the mask or the selection: with an error,
   * or as if the page had cancelled it there.
   */
  v.strictObject({ kind: v.literal('interrupt-writes'), by: v.picklist(['error', 'cancel']) }),
]);
export type ScratchChange = v.InferOutput<typeof changeSchema>;

const scratchLayerSchema = v.strictObject({
  layerId: layerIdSchema,
  /** The group that it is in; absent at the top level. */
  parentId: v.optional(layerIdSchema),
  name,
  /** Photoshop's word: `pixel`, `group`, `smartObject` and others. */
  kind: name,
  isBackground: v.boolean(),
  isVisible: v.boolean(),
  isSelected: v.boolean(),
  hasLayerMask: v.boolean(),
  locks: v.array(lockSchema),
});
export type ScratchLayer = v.InferOutput<typeof scratchLayerSchema>;

const viewSchema = v.strictObject({
  mode: name,
  /** Names of the history states, oldest first, and which of them is the current one. */
  states: v.array(name),
  state: natural,
  /** From top to bottom, a group before what it holds. */
  layers: v.array(scratchLayerSchema),
  /** Names of the saved alpha channels. */
  channels: v.array(name),
  hasSelection: v.boolean(),
});
export type ScratchView = v.InferOutput<typeof viewSchema>;

const contentSchema = v.variant('kind', [
  /** A byte a pixel all over the canvas; 255 reveals. */
  v.strictObject({ kind: v.literal('layer-mask'), layerId: layerIdSchema }),
  /** The same; 255 is selected. */
  v.strictObject({ kind: v.literal('selection') }),
  v.strictObject({ kind: v.literal('channel'), name }),
  /** What a person sees: all layers through their masks, over the canvas; 8-bit sRGB, chunky RGBA. Of RGB alone. */
  v.strictObject({ kind: v.literal('composite') }),
]);
export type ScratchContent = v.InferOutput<typeof contentSchema>;

const ofDocument = { documentId: documentIdSchema };

/** Part of the contract's HOST_METHODS. */
export const SCRATCH_METHODS = {
  /** Makes a document, in front of all others. At most two are open at a time. */
  openScratch: { params: shapeSchema, reply: v.strictObject(ofDocument) },
  /** Changes it as a person could; the reply names the layer that was made, if one was. */
  changeScratch: {
    params: v.strictObject({ ...ofDocument, change: changeSchema }),
    reply: v.strictObject({ layerId: v.optional(layerIdSchema) }),
  },
  describeScratch: { params: v.strictObject(ofDocument), reply: viewSchema },
  /** No chunk where there is no such mask, selection or channel. */
  readScratch: {
    params: v.strictObject({ ...ofDocument, content: contentSchema }),
    reply: v.strictObject({ chunk: v.optional(chunkSchema) }),
  },
  /** Closes every document that this session has made, without saving, and puts back what was active before the first. */
  closeScratches: { params: nothing, reply: nothing, timeoutMs: 60_000 },
  /** Ids alone: every open document, and the one in front. */
  surveyDocuments: {
    params: nothing,
    reply: v.strictObject({
      documentIds: v.array(documentIdSchema),
      inFront: v.optional(documentIdSchema),
    }),
  },
} as const;
