import { transfer } from 'comlink';

/** Marks bytes to be moved to the other thread and not copied; they are gone here. The whole buffer goes along. */
export function handOver(bytes: Uint8Array): Uint8Array {
  return transfer(bytes, [bytes.buffer as ArrayBuffer]);
}
