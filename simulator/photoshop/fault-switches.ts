import type { Faults, HostMethod } from '../api';
import { createPhotoshopError } from './host-error';

/** The faults that a test has switched on, and what they do to a call of the plugin. */
export interface FaultSwitches {
  readonly faults: Faults;
  /** Runs before every call. @throws the error that the call is to fail with. */
  readonly beforeCall: (method: HostMethod) => Promise<void>;
}

export function createFaultSwitches(): FaultSwitches {
  const nextErrors = createLists<Error>();
  const lastingErrors = createLists<Error>();
  const hooks = createLists<() => void | Promise<void>>();
  const delays = new Map<HostMethod, number>();
  return {
    faults: {
      failNext: (method, error = createPhotoshopError()) => {
        nextErrors.add(method, error);
      },
      failAlways: (method, error = createPhotoshopError()) => lastingErrors.add(method, error),
      delay: (method, ms) => void delays.set(method, ms),
      beforeCall: (method, hook) => hooks.add(method, hook),
      downsampleLargeReads: false,
      offByOneTargetSize: false,
      refuse8BitFrom16: false,
      pixelLockLeavesMasks: false,
      ignoresProfile: false,
      trimsMasks: false,
      maskDropsSelection: false,
      zeroBlocksTurnWhite: false,
      transientAfterPut: false,
    },
    beforeCall: async (method) => {
      await wait(delays.get(method) ?? 0);
      for (const hook of hooks.of(method)) await hook();
      const [error] = [...nextErrors.of(method), ...lastingErrors.of(method)];
      nextErrors.shift(method);
      if (error !== undefined) throw error;
    },
  };
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function createLists<T>() {
  const lists = new Map<HostMethod, readonly { readonly entry: T }[]>();
  const listOf = (method: HostMethod) => lists.get(method) ?? [];
  return {
    of: (method: HostMethod) => listOf(method).map(({ entry }) => entry),
    add: (method: HostMethod, entry: T) => {
      const added = { entry };
      lists.set(method, [...listOf(method), added]);
      return () =>
        void lists.set(
          method,
          listOf(method).filter((other) => other !== added),
        );
    },
    shift: (method: HostMethod) => void lists.set(method, listOf(method).slice(1)),
  };
}
