import type { Endpoint } from '../../../src/bridge';

/** Two ends of a pipe for tests: text crosses in order and a moment later; what nobody listens to is lost. */
export interface Pipe {
  readonly page: Endpoint;
  readonly host: Endpoint;
  /** Every text so far, with the end that it was posted at. */
  readonly posted: { readonly from: 'page' | 'host'; readonly text: string }[];
  /** Changes, drops (undefined) or passes on each text on its way. */
  tamper: (text: string, from: 'page' | 'host') => unknown;
  /** Hands a payload to whoever listens at one end. */
  readonly inject: (at: 'page' | 'host', payload: unknown) => void;
}

export function createPipe(): Pipe {
  const listeners = { page: new Set<Listener>(), host: new Set<Listener>() };
  const pipe: Pipe = {
    page: endAt('page', 'host'),
    host: endAt('host', 'page'),
    posted: [],
    tamper: (text) => text,
    inject: (at, payload) => {
      for (const listener of [...listeners[at]]) listener(payload);
    },
  };
  return pipe;

  function endAt(here: Side, there: Side): Endpoint {
    return {
      post: (text) => {
        pipe.posted.push({ from: here, text });
        void Promise.resolve().then(() => {
          const payload = pipe.tamper(text, here);
          if (payload !== undefined) pipe.inject(there, payload);
        });
      },
      listen: (listener) => {
        listeners[here].add(listener);
        return () => listeners[here].delete(listener);
      },
    };
  }
}

type Side = 'page' | 'host';
type Listener = (payload: unknown) => void;
