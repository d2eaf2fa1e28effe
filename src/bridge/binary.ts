import { buf as crc32 } from 'crc-32';
import { deflateSync, inflateSync } from 'fflate';
import { OffcutError } from '../support';
import { decodeBase64, encodeBase64 } from './base64';
import { CHUNK_BYTES, type Chunk, MAX_INFLATED_BYTES } from './contract';

/**
 * Borrows `bytes`; allocates the text. Deflate pays for masks (10 to 50 times smaller); pixels and weights go as they
 * are, because the host's one thread would be the slow step.
 * @throws RangeError when the bytes, or what deflate leaves of them, are more than one chunk may carry.
 */
export function toChunk(
  bytes: Uint8Array,
  { deflate = false }: { readonly deflate?: boolean } = {},
): Chunk {
  // Level 1: higher levels make soft masks hardly smaller.
  const payload = deflate ? deflateSync(bytes, { level: 1 }) : bytes;
  if (bytes.length > MAX_INFLATED_BYTES || payload.length > CHUNK_BYTES)
    throw new RangeError(
      `Expected at most ${CHUNK_BYTES} bytes for a chunk but received ${payload.length} of ${bytes.length}`,
    );
  return {
    byteLength: bytes.length,
    crc32: crc32(bytes),
    encoding: deflate ? 'deflate+base64' : 'base64',
    text: encodeBase64(payload),
  };
}

/**
 * The chunk's raw bytes, newly allocated; at most one byte more than `byteLength` is ever inflated.
 * @param byteLength what the receiver expects; by default what the chunk says of itself.
 * @throws OffcutError `bridge-corrupt` when text, length or checksum do not fit.
 */
export function fromChunk(chunk: Chunk, byteLength = chunk.byteLength): Uint8Array {
  if (chunk.byteLength !== byteLength || byteLength > MAX_INFLATED_BYTES)
    throw corrupt('its length is not the expected one', byteLength);
  const bytes = decodePayload(chunk);
  if (bytes.length !== byteLength) throw corrupt('its length does not fit its bytes', byteLength);
  if (crc32(bytes) !== chunk.crc32) throw corrupt('its checksum does not fit', byteLength);
  return bytes;
}

function decodePayload({ byteLength, encoding, text }: Chunk): Uint8Array {
  try {
    const payload = decodeBase64(text);
    if (encoding === 'base64') return payload;
    // With a buffer given, fflate never grows it; the spare byte shows that there was more than promised.
    return inflateSync(payload, { out: new Uint8Array(byteLength + 1) });
  } catch (cause) {
    throw corrupt('its text cannot be decoded', byteLength, cause);
  }
}

function corrupt(why: string, byteLength: number, cause?: unknown): OffcutError {
  return new OffcutError('bridge-corrupt', `A chunk was damaged: ${why}`, {
    context: { byteLength },
    cause,
  });
}
