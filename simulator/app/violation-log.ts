/** What has gone against the host's rules so far, each kind of event once per occurrence, oldest first. */
export interface ViolationLog {
  readonly add: (violation: string) => void;
  readonly entries: () => readonly string[];
  readonly subscribe: (listener: () => void) => () => void;
}

export function createViolationLog(): ViolationLog {
  const listeners = new Set<() => void>();
  let entries: readonly string[] = [];
  return {
    add: (violation) => {
      entries = [...entries, violation];
      for (const listener of listeners) listener();
    },
    entries: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
