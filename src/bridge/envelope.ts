import * as v from 'valibot';
import { PROTOCOL_VERSION } from './contract';
import { wireErrorSchema } from './wire-error';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ticket = v.pipe(v.number(), v.integer(), v.minValue(1));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What the RPC library says once a session stands: requests `q` and replies `s`, in its own short keys. */
const rpcSchema = v.union([
  v.strictObject({
    t: v.literal('q'),
    i: id,
    m: v.literal('invoke'),
    a: v.strictTuple([ticket, v.string(), v.unknown()]),
  }),
  v.strictObject({ t: v.literal('q'), m: v.literal('cancel'), a: v.strictTuple([ticket]) }),
  v.strictObject({
    t: v.literal('q'),
    m: v.literal('report'),
    a: v.strictTuple([ticket, fraction]),
  }),
  v.strictObject({
    t: v.literal('s'),
    i: id,
    r: v.optional(v.unknown()),
    e: v.optional(
      v.fallback(wireErrorSchema, {
        code: 'bridge-corrupt',
        message: 'An error arrived that could not be read',
        context: {},
      }),
    ),
  }),
]);
export type RpcMessage = v.InferOutput<typeof rpcSchema>;

/**
 * Everything that is ever posted. The page says `hello` until the host offers a session with `ready`; it takes it up
 * with `accept`; from then on both talk `rpc` in that session, until the host says `bye`. `refused` answers a hello
 * of another protocol.
 */
const envelopeSchema = v.variant('kind', [
  v.strictObject({ offcut: v.number(), kind: v.literal('hello'), pageId: id }),
  v.strictObject({ offcut: v.number(), kind: v.literal('ready'), pageId: id, sessionId: id }),
  v.strictObject({ offcut: v.number(), kind: v.literal('refused'), pageId: id }),
  v.strictObject({ offcut: v.number(), kind: v.literal('accept'), sessionId: id }),
  v.strictObject({ offcut: v.number(), kind: v.literal('bye'), sessionId: id }),
  v.strictObject({ offcut: v.number(), kind: v.literal('rpc'), sessionId: id, rpc: rpcSchema }),
]);
export type Envelope = v.InferOutput<typeof envelopeSchema>;

type Unstamped<T> = T extends unknown ? Omit<T, 'offcut'> : never;

export function encodeEnvelope(envelope: Unstamped<Envelope>): string {
  return JSON.stringify({ offcut: PROTOCOL_VERSION, ...envelope });
}

/** The envelope in a payload; undefined for anything else, since a page hears messages that are not ours too. */
export function decodeEnvelope(payload: unknown): Envelope | undefined {
  const parsed = v.safeParse(envelopeSchema, fromJson(payload));
  return parsed.success ? parsed.output : undefined;
}

/** A random name for a page load or a session. It tells them apart; it is no secret. */
export function createId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function fromJson(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    // Not ours, or garbled on its way: whoever waits for it has a time-out.
    return undefined;
  }
}
