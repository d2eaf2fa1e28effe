import { fromByteArray, toByteArray } from 'base64-js';

/** Native conversion is several times as fast, where the engine has it; see docs/decisions/0030. */
interface NativeBase64 {
  readonly prototype: { toBase64?: (this: Uint8Array) => string };
  readonly fromBase64?: (text: string) => Uint8Array;
}

export function encodeBase64(bytes: Uint8Array): string {
  const native = (Uint8Array as unknown as NativeBase64).prototype.toBase64;
  return native ? native.call(bytes) : fromByteArray(bytes);
}

/** @throws Error of any kind when `text` is not base64 with padding. */
export function decodeBase64(text: string): Uint8Array {
  const { fromBase64 } = Uint8Array as unknown as NativeBase64;
  return fromBase64 ? fromBase64(text) : toByteArray(text);
}
