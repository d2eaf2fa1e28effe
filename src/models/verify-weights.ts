import { OffcutError } from '../support';
import type { ModelDescriptor } from './descriptor';

/** The SHA-256 of `bytes`, 32 bytes; each platform has its own. Borrows `bytes`. */
export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array>;

/** What identifies a file's content: a model's prepared weights, or its source. */
export type PinnedFile = Pick<ModelDescriptor, 'path' | 'byteLength' | 'sha256'>;

/**
 * Proves that `bytes` are the weights that the registry names. Borrows `bytes`.
 * @throws model-truncated when the length is wrong, model-altered when the digest is; both with file, expected, received.
 */
export async function verifyWeights(
  pinned: PinnedFile,
  bytes: Uint8Array,
  sha256: Sha256,
): Promise<void> {
  const { path: file, byteLength: expected } = pinned;
  if (bytes.byteLength !== expected) {
    const received = bytes.byteLength;
    throw new OffcutError(
      'model-truncated',
      `${file} has ${received} bytes where ${expected} were expected`,
      { context: { file, expected, received } },
    );
  }
  const received = toHex(await sha256(bytes));
  if (received !== pinned.sha256)
    throw new OffcutError(
      'model-altered',
      `${file} has the digest ${received} where ${pinned.sha256} was expected`,
      { context: { file, expected: pinned.sha256, received } },
    );
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
