/** Notices when nobody has used something for a while. */
export interface IdleWatch {
  /** Nothing is idle while `work` runs; the time begins anew when the last such work has ended. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** In milliseconds; 0 never calls it idle. Holds from now on. */
  setDelay(ms: number): void;
  /** Nothing is called any more. */
  dispose(): void;
}

/** Calls `onIdle` once for every time that nothing was used for `delayMs`. */
export function createIdleWatch(onIdle: () => void, delayMs: number): IdleWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = delayMs;
  let working = 0;
  let isOver = false;

  const wait = (): void => {
    clearTimeout(timer);
    if (working === 0 && delay > 0 && !isOver) timer = setTimeout(onIdle, delay);
  };
  const change = (by: number): void => {
    working += by;
    wait();
  };
  return {
    during: async (work) => {
      change(1);
      try {
        return await work();
      } finally {
        change(-1);
      }
    },
    setDelay: (ms) => {
      delay = ms;
      wait();
    },
    dispose: () => {
      isOver = true;
      wait();
    },
  };
}
