/** Something that others listen to. */
export interface Signal {
  readonly subscribe: (listener: () => void) => () => void;
  readonly emit: () => void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      // Wrapped, so that a listener that subscribes twice is called twice.
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    emit: () => [...listeners].forEach((listener) => listener()),
  };
}
