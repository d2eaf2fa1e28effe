import { sha256 as plainSha256 } from '@noble/hashes/sha2.js';

/**
 * SHA-256 of `bytes` (borrowed). Web Crypto is there in secure contexts only, and whether a worker of our page runs in one
 * depends on where the page came from: from `file:` it does in stock Chromium, in a sandboxed frame over http it does
 * not, and what a web view makes of it is up to the host. Where it is missing plain code does it, at a fifth of the
 * speed: 0.4 s for the largest weights.
 */
export async function sha256(
  bytes: Uint8Array,
  subtle: SubtleCrypto | null = (crypto as Partial<Crypto>).subtle ?? null,
): Promise<Uint8Array> {
  if (!subtle) return plainSha256(bytes);
  // Weights are never in shared memory, which the platform would refuse to digest.
  return new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
