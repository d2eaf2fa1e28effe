/** One end of a message pipe. It may lose, repeat, or garble messages; what is said over it is envelope.ts. */
export interface Endpoint {
  /** Sends one text. May throw when the other side is gone. */
  post(text: string): void;
  /** Hears every payload, as text or already parsed, until the returned function is called. */
  listen(listener: (payload: unknown) => void): () => void;
}

/** What a page's `window` looks like to the bridge; `uxpHost` is put there by UXP, perhaps after our script began. */
export interface PageScope {
  readonly uxpHost?: { postMessage(message: unknown): void };
  addEventListener(type: 'message', listener: (event: object) => void): void;
  removeEventListener(type: 'message', listener: (event: object) => void): void;
}

/** The page's end of the pipe to the plugin. What is posted before UXP has put `uxpHost` there is lost. */
export function createPageEndpoint(scope: PageScope): Endpoint {
  return {
    post: (text) => scope.uxpHost?.postMessage(text),
    listen: (listener) => {
      const hear = (event: object) => {
        listener(payloadOf(event));
      };
      scope.addEventListener('message', hear);
      return () => {
        scope.removeEventListener('message', hear);
      };
    },
  };
}

/** Some hosts put a message's payload into `message` instead of `data`. */
export function payloadOf(event: object): unknown {
  const { data: payload, message } = event as { data?: unknown; message?: unknown };
  return payload ?? message;
}
