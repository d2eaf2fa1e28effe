import { wrap, type Endpoint, type Remote } from 'comlink';
import {
  AbortError,
  OffcutError,
  throwIfAborted,
  type CancelSignal,
  type ErrorCode,
} from '../support';
import type { RuntimeReport } from './engine';
import { valueOf, type Outcome } from './outcome';
import type { RemoteEngine } from './remote-engine';

/** The part of the platform's `Worker` that is used. */
export interface WorkerPort extends Endpoint {
  terminate(): void;
}

interface CallOptions {
  /**
   * The code of the error that the caller gets when the worker dies under this call. A worker that answers with this very
   * code is ended, too: a runtime whose memory ran out is not mended by trying again.
   */
  readonly ifLost: ErrorCode;
  /** Ends the worker, because nothing less stops a network in mid-run. */
  readonly signal?: CancelSignal | undefined;
}

interface PendingCall {
  readonly ifLost: ErrorCode;
  readonly reject: (reason: Error) => void;
}

/** One worker, from its spawning to its end. Whatever it was asked and has not answered by then is rejected at once. */
export class EngineWorker {
  readonly #port: WorkerPort;
  readonly #remote: Remote<RemoteEngine>;
  readonly #onEnd: () => void;
  readonly #pending = new Set<PendingCall>();
  #hasEnded = false;

  /** What its runtime has started with, once it has. */
  runtime: RuntimeReport | undefined;

  /** Takes ownership of `port`; calls `onEnd` once. */
  constructor(port: WorkerPort, onEnd: () => void) {
    this.#port = port;
    this.#remote = wrap<RemoteEngine>(port);
    this.#onEnd = onEnd;
    const onDeath = (event: Event) => this.end(lastWords(event));
    port.addEventListener('error', onDeath);
    port.addEventListener('messageerror', onDeath);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** @throws what the engine throws, AbortError, or `ifLost` when the worker dies or is dead. */
  async call<T>(
    verb: (remote: Remote<RemoteEngine>) => Promise<Outcome<T>>,
    { ifLost, signal }: CallOptions,
  ): Promise<T> {
    throwIfAborted(signal);
    if (this.#hasEnded) throw new OffcutError(ifLost, 'The worker has ended');
    const abort = () => this.end(new AbortError());
    signal?.addEventListener('abort', abort, { once: true });
    const { pending, lost } = pendingCall(ifLost);
    this.#pending.add(pending);
    try {
      return valueOf(await Promise.race([verb(this.#remote), lost]));
    } catch (error) {
      if (error instanceof OffcutError && error.code === ifLost) this.end('The runtime has failed');
      throw error;
    } finally {
      this.#pending.delete(pending);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Terminates the worker and rejects every pending call: with the error, or with its own code and these words. */
  end(reason: Error | string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#port.terminate();
    for (const { ifLost, reject } of this.#pending)
      reject(typeof reason === 'string' ? new OffcutError(ifLost, reason) : reason);
    this.#onEnd();
  }
}

function pendingCall(ifLost: ErrorCode): { pending: PendingCall; lost: Promise<never> } {
  let reject: PendingCall['reject'] = () => undefined;
  const lost = new Promise<never>((_resolve, rejectLost) => {
    reject = rejectLost;
  });
  return { pending: { ifLost, reject }, lost };
}

/** A worker that runs out of memory often dies without words. */
function lastWords(event: Event): string {
  const words = 'message' in event ? String(event.message) : '';
  return `The worker has died: ${words || 'no reason given'}`;
}
