import { abortable, type CancelSignal } from './abort';

/** Lets in no more than so many at a time, in the order in which they came. */
export interface Gate {
  /**
   * Waits for a place, which the returned function gives up; calling that again does nothing.
   * @throws AbortError when `signal` aborts while waiting; the place then goes to the next.
   */
  enter(signal?: CancelSignal): Promise<() => void>;
  /** Holds a place while `work` runs, which cancelling does not take from it. @throws as `enter`, and what `work` throws */
  hold<T>(work: () => T | Promise<T>, signal?: CancelSignal): Promise<T>;
}

/** `limit` is asked whenever somebody comes or leaves, so that it may change meanwhile. */
export function createGate(limit: () => number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;

  const admit = (): void => {
    while (waiting.length > 0 && inside < limit()) {
      inside += 1;
      waiting.shift()?.();
    }
  };
  const leave = (): void => {
    inside -= 1;
    admit();
  };
  const enter: Gate['enter'] = async (signal) => {
    const place = new Promise<void>((resolve) => waiting.push(resolve));
    admit();
    try {
      await abortable(place, signal);
    } catch (error) {
      void place.then(leave);
      throw error;
    }
    return once(leave);
  };
  return {
    enter,
    hold: async (work, signal) => {
      const leaveHere = await enter(signal);
      try {
        return await work();
      } finally {
        leaveHere();
      }
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
