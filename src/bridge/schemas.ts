import * as v from 'valibot';

/** What several methods of the contract have in common; see contract.ts. */

/** Raw bytes in one chunk: 2 MiB become 2.8 MB of base64, under the 4 MB that one message may carry. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/** Raw bytes that one chunk may stand for: a deflated mask strip is larger than its text, but not without end. */
export const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

export const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
export const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
export const name = v.pipe(v.string(), v.maxLength(1024));
export const nothing = v.strictObject({});
const integer = v.pipe(v.number(), v.integer());

export const documentIdSchema = v.pipe(positive, v.brand('DocumentId'));
export const layerIdSchema = v.pipe(positive, v.brand('LayerId'));
export type DocumentId = v.InferOutput<typeof documentIdSchema>;
export type LayerId = v.InferOutput<typeof layerIdSchema>;

/** A layer may be larger than any document. Nobody allocates by bounds. */
export const boundsSchema = v.strictObject({
  left: integer,
  top: integer,
  width: positive,
  height: positive,
});

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
