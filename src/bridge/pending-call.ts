import { AbortError, type OffcutError, isAbort, toOffcutError } from '../support';

export interface PendingCallOptions<T> {
  readonly signal: AbortSignal | undefined;
  /** Milliseconds of silence before the call is given up. */
  readonly timeoutMs: number;
  /** True where only the other side may say how a cancelled call ended. */
  readonly awaitsOutcome: boolean;
  readonly timeoutError: () => OffcutError;
  /** Asks the other side to stop. */
  readonly sendCancel: () => void;
  /** The reply of a call that had been given up. */
  readonly onLateReply: (reply: T) => void;
}

export interface PendingCall<T> {
  readonly outcome: Promise<T>;
  /** The other side has said that it is still at work: the silence starts anew. */
  readonly restartClock: () => void;
}

/** Settles like `reply`, unless the signal or the clock gives the call up first. */
export function awaitReply<T>(reply: Promise<T>, options: PendingCallOptions<T>): PendingCall<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp: (error: Error) => void = () => undefined;
  let isOver = false;

  const restartClock = () => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => giveUp(options.timeoutError()), options.timeoutMs);
  };
  const onAbort = () => {
    if (options.awaitsOutcome) options.sendCancel();
    else giveUp(new AbortError());
  };
  const end = () => {
    isOver = true;
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  };
  const outcome = new Promise<T>((resolve, reject) => {
    giveUp = (error) => {
      end();
      options.sendCancel();
      reject(error);
    };
    reply.then(
      (value) => {
        if (isOver) options.onLateReply(value);
        end();
        resolve(value);
      },
      (error: unknown) => {
        end();
        reject(isAbort(error) ? new AbortError() : toOffcutError(error));
      },
    );
  });
  options.signal?.addEventListener('abort', onAbort, { once: true });
  restartClock();
  return { outcome, restartClock };
}
