import * as v from 'valibot';
import { AbortError, ERROR_CODES, OffcutError, isAbort, toOffcutError } from '../support';

const CANCELLED = 'cancelled';
const MAX_MESSAGE_CHARACTERS = 1000;

/** An error as it crosses: no stack and no cause, because those may hold a person's paths. */
export const wireErrorSchema = v.strictObject({
  code: v.picklist([...ERROR_CODES, CANCELLED]),
  message: v.string(),
  context: v.record(v.string(), v.union([v.string(), v.number()])),
});
export type WireError = v.InferOutput<typeof wireErrorSchema>;

export function toWireError(error: unknown): WireError {
  if (isAbort(error)) return { code: CANCELLED, message: '', context: {} };
  const { code, message, context } = toOffcutError(error);
  return { code, message: message.slice(0, MAX_MESSAGE_CHARACTERS), context };
}

export function fromWireError({ code, message, context }: WireError): OffcutError | AbortError {
  return code === CANCELLED ? new AbortError() : new OffcutError(code, message, { context });
}
