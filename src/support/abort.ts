/**
 * The part of the platform's `AbortSignal` that our code relies on. Rooms that compile without DOM types (raster,
 * matting, models, support) name cancellation by this; the browser's and Node's own `AbortSignal` satisfy it.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Cancellation is not a failure: it passes through every room untouched, and the panel shows no error for it. */
export class AbortError extends Error {
  override readonly name = 'AbortError';

  constructor(message = 'Cancelled') {
    super(message);
  }
}

/** True for our own AbortError and for the DOMException that platform APIs throw. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** @throws AbortError when `signal` has been aborted. */
export function throwIfAborted(signal?: CancelSignal): void {
  if (signal?.aborted) throw new AbortError();
}

/**
 * Settles like `work`, or rejects with AbortError as soon as `signal` aborts, whichever is first. `work` itself is
 * not stopped; its late outcome is ignored. The listener is always removed.
 */
export async function abortable<T>(work: Promise<T>, signal?: CancelSignal): Promise<T> {
  if (!signal) return work;
  // Where nobody waits for it any more, its failure is nobody's.
  work.catch(() => undefined);
  throwIfAborted(signal);
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(new AbortError());
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
