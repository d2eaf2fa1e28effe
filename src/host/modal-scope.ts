import { AbortError, abortable, throwIfAborted } from '../support';
import { isTransient, toHostError } from './host-errors';
import { beginWait, isBusy, turnsOf } from './modal-turns';
import type { ExecutionContext, ModalOptions, Photoshop } from './vendor';

/** Of one attempt, which nothing can cancel; Photoshop before 25.10 does not wait at all. */
const ATTEMPT_SECONDS = 1;
/** Between two attempts: a dialog of Photoshop's own refuses them at once. */
const NEXT_ATTEMPT_AFTER_MS = 250;
/** Photoshop was seen to fail right after a write, and to succeed 60 ms later. */
const RETRY_AFTER_MS = 80;
/** Photoshop shows its bar by itself by then; a fraction that is told before would make it flash up for every small write. */
const BAR_AFTER_MS = 2000;

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
  /** How much is done, in [0, 1], for Photoshop's own bar. */
  readonly report: (fraction: number) => void;
}

/**
 * Runs `body` in a modal scope. What it throws leaves the scope as it is, because that is what makes Photoshop roll
 * suspended history back. Our own scopes wait for each other: one that begins inside another is nested in it, and would
 * be cancelled and rolled back with it. So `body` must open none. While another command is modal, this waits for its end.
 * @throws OffcutError `host-busy`, `host-failed` or what `body` throws; AbortError, soon while it waits.
 */
export async function withModalScope<T>(
  photoshop: Photoshop,
  request: ModalRequest,
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  const { signal } = request;
  throwIfAborted(signal);
  return turnsOf(photoshop).gate.hold(() => runInTurn(photoshop, request, body), signal);
}

/** Tries until no other command is modal, or the wait is over. A scope whose body has begun is never tried again. */
async function runInTurn<T>(
  photoshop: Photoshop,
  request: ModalRequest,
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  const wait = beginWait(turnsOf(photoshop));
  const course = { hasBegun: false };
  const begin = (scope: ModalScope) => {
    course.hasBegun = true;
    wait.end();
    return body(scope);
  };
  try {
    for (;;) {
      try {
        return await runModal(photoshop, request, begin);
      } catch (error) {
        if (course.hasBegun || !isBusy(error) || wait.isOver()) throw error;
      }
      await abortable(pause(NEXT_ATTEMPT_AFTER_MS), request.signal);
    }
  } finally {
    wait.end();
  }
}

async function runModal<T>(
  { core }: Photoshop,
  { commandName, signal }: ModalRequest,
  body: (scope: ModalScope) => Promise<T>,
): Promise<T> {
  const options: ModalOptions = { commandName, timeOut: ATTEMPT_SECONDS };
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
      const report = reportLate(context, commandName);
      return body({ hostControl, throwIfCancelled, twice: retryOnce(throwIfCancelled), report });
    }, options);
  } catch (error) {
    // After a cancel Photoshop throws errors of its own from whatever was awaited.
    throw person.hasCancelled ? new AbortError() : toHostError(error);
  }
}

function reportLate(context: ExecutionContext, commandName: string): ModalScope['report'] {
  const begun = Date.now();
  return (fraction) => {
    if (Date.now() - begun < BAR_AFTER_MS) return;
    context.reportProgress({ commandName, value: Math.min(1, Math.max(0, fraction)) });
  };
}

function retryOnce(throwIfCancelled: () => void): ModalScope['twice'] {
  return async (attempt) => {
    try {
      return await attempt();
    } catch (error) {
      throwIfCancelled();
      if (!isTransient(error)) throw error;
      await pause(RETRY_AFTER_MS);
      throwIfCancelled();
      return attempt();
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
