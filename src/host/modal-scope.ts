import { AbortError, createGate, throwIfAborted, type Gate } from '../support';
import { isTransient, toHostError } from './host-errors';
import type { ExecutionContext, ModalOptions, Photoshop } from './vendor';

/** Seconds to wait for another command to end before `host-busy`. */
const WAIT_FOR_MODAL_SECONDS = 3;
/** Photoshop was seen to fail right after a write, and to succeed 60 ms later. */
const RETRY_AFTER_MS = 80;

export interface ModalRequest {
  /** Shown in Photoshop's progress bar. */
  readonly commandName: string;
  readonly signal: AbortSignal;
}

/** What the body of a modal scope is handed. */
export interface ModalScope {
  readonly hostControl: ExecutionContext['hostControl'];
  /** @throws AbortError once the person or the page has cancelled. */
  readonly throwIfCancelled: () => void;
  /** Runs `attempt`, and once more a moment later when Photoshop failed for no reason of ours. */
  readonly twice: <T>(attempt: () => Promise<T>) => Promise<T>;
}

/**
 * Runs `body` in a modal scope. What it throws leaves the scope as it is, because that is what makes Photoshop roll
 * suspended history back. Our own scopes wait for each other: one that begins inside another is nested in it, and would
 * be cancelled and rolled back with it. So `body` must open none.
 * @throws OffcutError `host-busy`, `host-failed` or what `body` throws; AbortError, at once while it waits.
 */
export async function withModalScope<T>(
  photoshop: Photoshop,
  request: ModalRequest,
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  throwIfAborted(request.signal);
  return gateTo(photoshop).hold(() => runModal(photoshop, request, body), request.signal);
}

/** One for all panels and dialogs: Photoshop knows us as one plugin. */
const gates = new WeakMap<Photoshop, Gate>();

function gateTo(photoshop: Photoshop): Gate {
  const gate = gates.get(photoshop) ?? createGate(() => 1);
  gates.set(photoshop, gate);
  return gate;
}

async function runModal<T>(
  { core }: Photoshop,
  { commandName, signal }: ModalRequest,
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  const options: ModalOptions = { commandName, timeOut: WAIT_FOR_MODAL_SECONDS };
  const person = { hasCancelled: false };
  try {
    return await core.executeAsModal(async (context) => {
      context.onCancel = () => {
        person.hasCancelled = true;
      };
      const throwIfCancelled = () => {
        throwIfAborted(signal);
        if (person.hasCancelled || context.isCancelled) throw new AbortError();
      };
      throwIfCancelled();
      // The context's properties cannot be spread: they are not enumerable.
      const { hostControl } = context;
      return body({ hostControl, throwIfCancelled, twice: retryOnce(throwIfCancelled) });
    }, options);
  } catch (error) {
    // After a cancel Photoshop throws errors of its own from whatever was awaited.
    throw person.hasCancelled ? new AbortError() : toHostError(error);
  }
}

function retryOnce(throwIfCancelled: () => void): ModalScope['twice'] {
  return async (attempt) => {
    try {
      return await attempt();
    } catch (error) {
      throwIfCancelled();
      if (!isTransient(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      throwIfCancelled();
      return attempt();
    }
  };
}
