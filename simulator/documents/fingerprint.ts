import { type DocumentState, type LayerMask, type LayerState, PLAIN_MASK } from './document-state';
import type { PixelPlane } from './pixel-plane';

/** Text that is equal for two documents if and only if their pixels, masks, names and layer order are equal. */
export function fingerprint(state: DocumentState): string {
  const { width, height, mode, depth, profile = '', selection, alphaChannels = [], layers } = state;
  return [
    `${width}×${height} ${mode} ${depth} ${profile}`,
    selection === undefined ? 'nothing selected' : digestOf(selection),
    ...alphaChannels.map(({ name, plane }) => `${JSON.stringify(name)} ${digestOf(plane)}`),
    ...layers.map(fingerprintOfLayer),
  ].join('\n');
}

function fingerprintOfLayer(layer: LayerState): string {
  const { id, name, kind, pixels, mask, hasVectorMask, children } = layer;
  return [
    `${id} ${kind} ${JSON.stringify(name)}`,
    pixels === undefined ? 'empty' : digestOf(pixels),
    mask === undefined ? 'no mask' : fingerprintOfMask(mask),
    ...(hasVectorMask === true ? ['vector mask'] : []),
    ...(children === undefined ? [] : ['{', ...children.map(fingerprintOfLayer), '}']),
  ].join(' ');
}

function fingerprintOfMask({ plane, outside, traits = PLAIN_MASK }: LayerMask): string {
  return `mask ${digestOf(plane)} ${outside} ${Object.values(traits).join(' ')}`;
}

// Looked up once: under Jest every use of a global is slow.
const { ceil, imul } = Math;

/** Planes are never written to, so their digests hold for good. */
const digests = new WeakMap<PixelPlane, string>();

function digestOf(plane: PixelPlane): string {
  const known = digests.get(plane);
  if (known !== undefined) return known;
  const { left, top, right, bottom } = plane.bounds;
  const { buffer, byteOffset, byteLength } = plane.samples;
  const digest = `${left},${top},${right},${bottom}:${hash(new Uint8Array(buffer, byteOffset, byteLength))}`;
  digests.set(plane, digest);
  return digest;
}

/** Two hashes of 32 bits in the manner of FNV-1a, taken over words. The length is known from the bounds. */
function hash(bytes: Uint8Array): string {
  const padded = new Uint8Array(ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const words = new Uint32Array(padded.buffer);
  let first = 0x811c9dc5;
  let second = 0x050c5d1f;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0;
    first = imul(first ^ word, 0x01000193);
    second = (imul(second ^ (word >>> 15), 0x01000193) + first) | 0;
  }
  return [first, second].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
