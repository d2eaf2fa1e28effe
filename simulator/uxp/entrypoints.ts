const HANDLER_LIMIT_MS = 300;

type Handler = (...args: unknown[]) => unknown;

/** The handlers of one panel or command, by name; `this` is bound as the plugin gave them. */
export type Handlers = Readonly<Record<string, Handler>>;

/** What the plugin passed to `entrypoints.setup`; calling a handler for longer than 300 ms is a violation. */
export interface RegisteredEntrypoints {
  readonly plugin: Handlers;
  readonly panels: Readonly<Record<string, Handlers>>;
  readonly commands: Readonly<Record<string, Handlers>>;
}

/** `require('uxp').entrypoints` and what it was told. */
export interface Entrypoints {
  readonly entrypoints: { setup(entrypoints: unknown): void };
  readonly registered: () => RegisteredEntrypoints | undefined;
}

export function createEntrypoints(onViolation: (violation: string) => void): Entrypoints {
  let registered: RegisteredEntrypoints | undefined;
  return {
    entrypoints: {
      setup: (entrypoints) => {
        if (registered !== undefined) {
          onViolation('entrypoints.setup was called twice');
          throw new Error('entrypoints.setup can be called only once');
        }
        registered = readEntrypoints(asRecord(entrypoints), onViolation);
      },
    },
    registered: () => registered,
  };
}

function readEntrypoints(
  { plugin, panels, commands }: Readonly<Record<string, unknown>>,
  onViolation: (violation: string) => void,
): RegisteredEntrypoints {
  const readTable = (table: unknown, main: string) =>
    Object.fromEntries(
      Object.entries(asRecord(table)).map(([id, handlers]) => [
        id,
        readHandlers(id, handlers, main, onViolation),
      ]),
    );
  return {
    plugin: readHandlers('plugin', plugin, 'create', onViolation),
    panels: readTable(panels, 'show'),
    commands: readTable(commands, 'run'),
  };
}

/** An entry point is an object of handlers, or one function that stands for its main handler. */
function readHandlers(
  id: string,
  handlers: unknown,
  main: string,
  onViolation: (violation: string) => void,
): Handlers {
  const owner = typeof handlers === 'function' ? { [main]: handlers } : asRecord(handlers);
  return Object.fromEntries(
    Object.entries(owner)
      .filter((entry): entry is [string, Handler] => typeof entry[1] === 'function')
      .map(([name, handler]) => [
        name,
        (...args: unknown[]) =>
          callWithinLimit(`${id}.${name}`, () => handler.apply(owner, args), onViolation),
      ]),
  );
}

function callWithinLimit(
  name: string,
  call: () => unknown,
  onViolation: (violation: string) => void,
): unknown {
  const startedAt = performance.now();
  const check = () => {
    if (performance.now() - startedAt > HANDLER_LIMIT_MS)
      onViolation(`${name} took more than ${HANDLER_LIMIT_MS} ms`);
  };
  const outcome = call();
  if (outcome instanceof Promise) return outcome.finally(check);
  check();
  return outcome;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
