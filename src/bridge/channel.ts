import { createBirpc } from 'birpc';
import * as v from 'valibot';
import { OffcutError, invalidArgument, isAbort, throwIfAborted } from '../support';
import {
  DEFAULT_TIMEOUT_MS,
  type CallOptions,
  type Client,
  type Method,
  type MethodReply,
  type MethodTable,
  type Service,
} from './contract';
import type { RpcMessage } from './envelope';
import { awaitReply } from './pending-call';
import { createRepetitions } from './repetitions';
import { createRunningCalls } from './running-calls';
import { fromWireError, toWireError, type WireError } from './wire-error';

export interface PeerOptions<Local extends MethodTable, Remote extends MethodTable> {
  readonly localMethods: Local;
  readonly service: Service<Local>;
  readonly remoteMethods: Remote;
  /** May throw when the other side is gone. */
  readonly post: (message: RpcMessage) => void;
  /** A valid reply to a call that had been given up: what it opened on the other side must still be closed. */
  readonly onLateReply?: (method: keyof Remote, reply: unknown) => void;
}

/** One side of one session. */
export interface Peer<Remote extends MethodTable> extends Client<Remote> {
  /** Takes a message that has passed the envelope's schema. */
  receive(message: RpcMessage): void;
  /** Rejects what waits here with `reason` and aborts what runs here. Nothing is posted afterwards. */
  close(reason: OffcutError): void;
}

/**
 * Calls over a pipe that carries JSON only. Each side checks what it receives with the contract's schemas: bad
 * parameters and bad replies become `bridge-corrupt` for the caller and never end the session.
 */
export function createPeer<Local extends MethodTable, Remote extends MethodTable>(
  options: PeerOptions<Local, Remote>,
): Peer<Remote> {
  const clocks = new Map<number, (fraction: number) => void>();
  const running = createRunningCalls(options.localMethods, options.service, (...report) => {
    wire.tell('report', ...report);
  });
  const wire = createWire(options.post, {
    invoke: running.invoke,
    cancel: running.cancel,
    report: (ticket, fraction) => clocks.get(ticket)?.(fraction),
  });
  const repetitions = createRepetitions();
  let lastTicket = 0;

  async function call<M extends keyof Remote & string>(
    method: M,
    params: unknown,
    { signal, onReport }: CallOptions = {},
  ): Promise<MethodReply<Remote, M>> {
    throwIfAborted(signal);
    const agreed = agreedOn(options.remoteMethods, method);
    const { timeoutMs = DEFAULT_TIMEOUT_MS, outcomeBy, reply } = agreed;
    const ticket = ++lastTicket;
    const answer = wire.ask(ticket, method, params).then((raw) => checkReply(reply, method, raw));
    const pending = awaitReply(answer, {
      signal,
      timeoutMs,
      awaitsOutcome: outcomeBy === 'callee',
      timeoutError: () => timedOut(method, timeoutMs),
      sendCancel: () => {
        wire.tell('cancel', ticket);
      },
      onLateReply: (late) => options.onLateReply?.(method, late),
    });
    clocks.set(ticket, (fraction) => {
      pending.restartClock();
      onReport?.(fraction);
    });
    return pending.outcome.finally(() => clocks.delete(ticket));
  }

  return {
    call: call as Peer<Remote>['call'],
    receive: (message) => {
      if (!repetitions.include(message)) wire.receive(message);
    },
    close: (reason) => {
      wire.close(reason);
      running.cancelAll();
    },
  };
}

interface Functions {
  invoke(ticket: number, method: string, params: unknown): Promise<unknown>;
  cancel(ticket: number): void;
  report(ticket: number, fraction: number): void;
}

/** birpc over messages that are already checked, with its own failures turned into `bridge-closed`. */
function createWire(post: (message: RpcMessage) => void, local: Functions) {
  let deliver: (message: RpcMessage) => unknown = () => undefined;
  let closedBecause: OffcutError | undefined;
  const rpc = createBirpc<Functions, Functions, false>(local, {
    post: (message: RpcMessage) => {
      if (!closedBecause) post(message);
    },
    on: (listener: typeof deliver) => {
      deliver = listener;
    },
    serialize: withError(toWireError),
    deserialize: withError((error) => fromWireError(error as WireError)),
    // Silence is timed per call, because progress reports restart the clock.
    timeout: -1,
    proxify: false,
  });
  return {
    ask: (ticket: number, method: string, params: unknown): Promise<unknown> =>
      rpc.$call('invoke', ticket, method, params).catch((error: unknown) => {
        throw error instanceof OffcutError || isAbort(error)
          ? error
          : (closedBecause ?? gone(error));
      }),
    tell: (event: 'cancel' | 'report', ...values: [number] | [number, number]) => {
      // Lost when the other side is gone: it has nothing left to cancel or to show.
      void rpc.$callRaw({ method: event, args: values, event: true }).catch(() => undefined);
    },
    receive: (message: RpcMessage) => {
      // Rejects only where a reply could not be posted: the caller's clock notices.
      void Promise.resolve(deliver(message)).catch(() => undefined);
    },
    close: (reason: OffcutError) => {
      closedBecause = reason;
      rpc.$close(reason);
    },
  };
}

function withError(convert: (error: unknown) => unknown) {
  return (message: { t: string; e?: unknown }) =>
    message.t === 's' && message.e !== undefined ? { ...message, e: convert(message.e) } : message;
}

function agreedOn(methods: MethodTable, method: string): Method {
  const agreed = methods[method];
  if (!agreed) throw invalidArgument('method', 'a name from the contract', method);
  return agreed;
}

function checkReply(schema: v.GenericSchema, method: string, raw: unknown): unknown {
  const parsed = v.safeParse(schema, raw);
  if (parsed.success) return parsed.output;
  throw new OffcutError('bridge-corrupt', `The reply to ${method} is not as agreed`, {
    context: { method },
  });
}

function timedOut(method: string, timeoutMs: number): OffcutError {
  return new OffcutError('bridge-timeout', `No answer to ${method} for ${timeoutMs} ms`, {
    context: { method, timeoutMs },
  });
}

function gone(cause: unknown): OffcutError {
  return new OffcutError('bridge-closed', 'The other side of the bridge is gone', { cause });
}
