import * as v from 'valibot';
import { PROBE_METHODS } from './probes';
import { existingMaskSchema, settingsSchema } from './settings';

/**
 * Everything that crosses between page and host, as schemas. Both sides parse what they receive with these before they
 * look at it, because each is untrusted input for the other. The transport itself (handshake, tickets, time-outs) is
 * channel.ts; how bytes become text is binary.ts.
 */

/** Raised whenever a message changes its meaning; both sides must agree before anything else is said. */
export const PROTOCOL_VERSION = 2;

/** Raw bytes in one chunk: 2 MiB become 2.8 MB of base64, under the 4 MB that one message may carry. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/** Raw bytes that one chunk may stand for: a deflated mask strip is larger than its text, but not without end. */
export const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const integer = v.pipe(v.number(), v.integer());
const name = v.pipe(v.string(), v.maxLength(1024));

export const documentIdSchema = v.pipe(positive, v.brand('DocumentId'));
export const layerIdSchema = v.pipe(positive, v.brand('LayerId'));
export type DocumentId = v.InferOutput<typeof documentIdSchema>;
export type LayerId = v.InferOutput<typeof layerIdSchema>;

/** Photoshop's largest document, on each side. */
const MAX_SIDE = 300_000;
/** Both sides allocate and count by extents, so none may be larger than a document. */
const side = v.pipe(positive, v.maxValue(MAX_SIDE));
const extentEntries = { width: side, height: side };
/** A layer may be larger than any document. Nobody allocates by bounds. */
const boundsSchema = v.strictObject({
  left: integer,
  top: integer,
  width: positive,
  height: positive,
});
/** A part of a document lies on some canvas. */
const onCanvas = v.pipe(natural, v.maxValue(MAX_SIDE));
const partSchema = v.strictObject({ left: onCanvas, top: onCanvas, ...extentEntries });

/** Pixels of one read: a tile of 4096², four times as wide and high as a network's input. 64 MiB of RGBA. */
export const MAX_READ_PIXELS = 4096 * 4096;
const readExtentSchema = v.pipe(
  v.strictObject(extentEntries),
  v.check(({ width, height }) => width * height <= MAX_READ_PIXELS, 'Too many pixels for one read'),
);

/** Of one blob. No file of ours is larger: the runtime's 32-bit memory could not hold it. */
const MAX_BLOB_BYTES = 2 ** 31;

/** A layer that can be read and masked, or a Background that can become one, as it was when it was described. Bounds are in document space. */
export const targetSchema = v.strictObject({
  documentId: documentIdSchema,
  documentName: name,
  documentExtent: v.strictObject(extentEntries),
  layerId: layerIdSchema,
  layerName: name,
  layerBounds: boundsSchema,
  hasLayerMask: v.boolean(),
  /** What the settings have a removal do with that mask; absent where it replaces it, or there is none. */
  existingMask: v.optional(existingMaskSchema),
  /** There is a selection, and a layer mask changes only inside it. */
  isInSelection: v.optional(v.literal(true)),
  /** Every read makes Photoshop copy the document or the layer first: few large reads are better than many small ones. */
  isReadFromCopy: v.optional(v.literal(true)),
});
export type Target = v.InferOutput<typeof targetSchema>;

const documentSummarySchema = v.strictObject({ documentId: documentIdSchema, documentName: name });
export type DocumentSummary = v.InferOutput<typeof documentSummarySchema>;

/** Bytes held ready on the host until `releaseBlob`: pixels of one read, or one asset file. */
const blobSchema = v.strictObject({
  blobId: positive,
  byteLength: v.pipe(natural, v.maxValue(MAX_BLOB_BYTES)),
});
export type BlobHandle = v.InferOutput<typeof blobSchema>;

/**
 * A run of bytes as text. `crc32` and `byteLength` are of the raw bytes, before `deflate`; the receiver checks both.
 * At most MAX_INFLATED_BYTES of raw bytes, and CHUNK_BYTES of payload after deflation.
 */
export const chunkSchema = v.strictObject({
  byteLength: v.pipe(natural, v.maxValue(MAX_INFLATED_BYTES)),
  crc32: v.pipe(v.number(), v.integer(), v.minValue(-0x80000000), v.maxValue(0x7fffffff)),
  encoding: v.picklist(['base64', 'deflate+base64']),
  text: v.pipe(v.string(), v.maxLength(4_000_000)),
});
export type Chunk = v.InferOutput<typeof chunkSchema>;

/**
 * The pixels of one layer read: 8-bit sRGB, chunky, `channels` 3 or 4 (straight alpha), `width` × `height` as asked for
 * or smaller; `bounds` is the rectangle of the document that they show, in full-resolution document space.
 */
const pixelsSchema = v.strictObject({
  bounds: boundsSchema,
  ...extentEntries,
  channels: v.picklist([3, 4]),
  blob: blobSchema,
});
export type Pixels = v.InferOutput<typeof pixelsSchema>;

/** Photoshop's four interface themes. */
export const themeSchema = v.picklist(['lightest', 'light', 'dark', 'darkest']);
export type Theme = v.InferOutput<typeof themeSchema>;

/** What a menu command asks of the page that its dialog holds; `none` for the panel, which waits for a click. */
export const commandSchema = v.picklist([
  'none',
  'remove-background',
  'remove-background-all-documents',
  'diagnostics',
]);
export type Command = v.InferOutput<typeof commandSchema>;

const environmentSchema = v.strictObject({
  hostVersion: name,
  pluginVersion: name,
  theme: themeSchema,
  surface: v.picklist(['panel', 'dialog']),
  command: commandSchema,
});
export type Environment = v.InferOutput<typeof environmentSchema>;

const nothing = v.strictObject({});
const maskOutputSchema = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['mask', 'selection', 'channel']) }),
  v.strictObject({ kind: v.literal('cutout'), picture: partSchema }),
]);
export type MaskOutput = v.InferOutput<typeof maskOutputSchema>;
const maskHandle = v.strictObject({ maskId: positive });
const stripSchema = v.strictObject({
  maskId: positive,
  top: natural,
  height: positive,
  chunk: chunkSchema,
});

/** What the page may ask of the host: parameters and reply of every method. */
export const HOST_METHODS = {
  /** Surface, theme, versions and the command that opened this page. */
  describeEnvironment: { params: nothing, reply: environmentSchema },
  /** Every open document, in Photoshop's order. */
  listDocuments: { params: nothing, reply: v.array(documentSummarySchema) },
  /** The selected layer of one document (the active one by default), or a typed error that says why it cannot be used. */
  describeTarget: {
    params: v.strictObject({ documentId: v.optional(documentIdSchema) }),
    reply: targetSchema,
  },
  /**
   * Reads the layer's pixels where it lies on the canvas, scaled down by the host to at most `extent`, which has at most
   * MAX_READ_PIXELS. With `part`, a rectangle in document space, only what lies in there: `extent` is then of the whole
   * part, and where the layer fills less of it the scale stays. A part in which the layer has no pixels is a reply without
   * any; a whole layer without is an error. With `layerBounds`, as they were described, a layer that lies elsewhere by now
   * is refused. The reply's blob must be released.
   */
  readPixels: {
    params: v.strictObject({
      documentId: documentIdSchema,
      layerId: layerIdSchema,
      extent: readExtentSchema,
      part: v.optional(partSchema),
      layerBounds: v.optional(boundsSchema),
    }),
    reply: v.strictObject({ pixels: v.optional(pixelsSchema) }),
    timeoutMs: 120_000,
  },
  /** Opens one of the plugin's own files (`models/…`, `wasm/…`) for reading. The blob must be released. */
  openAsset: { params: v.strictObject({ path: name }), reply: blobSchema },
  /** `length` bytes at `offset` of a blob; `length` is at most CHUNK_BYTES. */
  readBlob: {
    params: v.strictObject({
      blobId: positive,
      offset: natural,
      length: v.pipe(positive, v.maxValue(CHUNK_BYTES)),
    }),
    reply: chunkSchema,
  },
  releaseBlob: { params: v.strictObject({ blobId: positive }), reply: nothing },
  /**
   * Allocates one 8-bit mask of the document's extent on the host; ended by `commitMask` or `discardMask`. With
   * `layerBounds`, as they were described, the mask is refused once the layer lies elsewhere: it would hide what it should
   * show. `output` is what `commitMask` makes of it, a layer mask unless given; for a cut-out the colours of `picture`, a
   * part of the document, are sent as well.
   */
  beginMask: {
    params: v.strictObject({
      documentId: documentIdSchema,
      layerId: layerIdSchema,
      extent: v.strictObject(extentEntries),
      layerBounds: v.optional(boundsSchema),
      output: v.optional(maskOutputSchema),
    }),
    reply: maskHandle,
  },
  /** Rows `top` up to `top + height` of the mask; strips may come in any order and must cover every row once. */
  writeMaskStrip: { params: stripSchema, reply: nothing },
  /**
   * Rows `top` up to `top + height` of a cut-out's colours, as wide as its `picture`: 8-bit sRGB, chunky RGBA, straight
   * alpha. In any order; every row once.
   */
  writeColourStrip: { params: stripSchema, reply: nothing },
  /** Writes what was begun in one undo step named `historyName`; on any error the document is as it was. */
  commitMask: {
    params: v.strictObject({ maskId: positive, historyName: name }),
    reply: nothing,
    timeoutMs: 120_000,
    outcomeBy: 'callee',
  },
  discardMask: { params: v.strictObject({ maskId: positive }), reply: nothing },
  /** Remembers which document and layers are active; `restoreActive` makes them so again where they still exist. */
  rememberActive: { params: nothing, reply: nothing },
  restoreActive: { params: nothing, reply: nothing },
  loadSettings: { params: nothing, reply: settingsSchema },
  saveSettings: { params: settingsSchema, reply: nothing },
  ...PROBE_METHODS,
  /** Closes the dialog that holds this page; ignored in the panel. */
  closeDialog: { params: nothing, reply: nothing },
} as const satisfies MethodTable;

/** What the host may ask of the page. */
export const PAGE_METHODS = {
  themeChanged: { params: v.strictObject({ theme: themeSchema }), reply: nothing },
  /** The active document, its layers or its selection may have changed: describe the target again. */
  targetChanged: { params: nothing, reply: nothing },
  /** A menu command while the panel is open. `accepted` is false when the page is busy; the host then opens a dialog. */
  runCommand: {
    params: v.strictObject({ command: commandSchema }),
    reply: v.strictObject({ accepted: v.boolean() }),
    timeoutMs: 1000,
  },
} as const satisfies MethodTable;

/** How long a caller waits for a reply or a report before `bridge-timeout`, unless the method says otherwise. */
export const DEFAULT_TIMEOUT_MS = 30_000;

export interface Method {
  readonly params: v.GenericSchema;
  readonly reply: v.GenericSchema;
  /** Of silence: every progress report starts the clock again. */
  readonly timeoutMs?: number;
  /**
   * Who decides how a cancelled call ends. By default the caller, at once; for a write to the document the callee,
   * because only it knows whether the write was done before the cancel came.
   */
  readonly outcomeBy?: 'callee';
}

/** Methods by name. */
export type MethodTable = Readonly<Record<string, Method>>;

export type MethodParams<T extends MethodTable, M extends keyof T> = v.InferOutput<T[M]['params']>;
export type MethodReply<T extends MethodTable, M extends keyof T> = v.InferOutput<T[M]['reply']>;

/** What a method may use besides its parameters: it must stop at `signal`, and may report a fraction in [0, 1]. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly report: (fraction: number) => void;
}

/** One side's implementation of a method table: what the channel serves. */
export type Service<T extends MethodTable> = {
  readonly [M in keyof T]: (
    params: MethodParams<T, M>,
    context: CallContext,
  ) => Promise<MethodReply<T, M>>;
};

export interface CallOptions {
  /** Cancels the call on the other side and rejects here with AbortError. */
  readonly signal?: AbortSignal | undefined;
  readonly onReport?: ((fraction: number) => void) | undefined;
}

/** How one side calls the other; see channel.ts for time-outs and for what cancelling does. */
export interface Client<T extends MethodTable> {
  call<M extends keyof T>(
    method: M,
    params: MethodParams<T, M>,
    options?: CallOptions,
  ): Promise<MethodReply<T, M>>;
}

export type HostService = Service<typeof HOST_METHODS>;
export type HostClient = Client<typeof HOST_METHODS>;
export type PageService = Service<typeof PAGE_METHODS>;
export type PageClient = Client<typeof PAGE_METHODS>;
