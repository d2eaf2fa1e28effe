import * as v from 'valibot';
import { AbortError, OffcutError, isAbort, toOffcutError } from '../support';
import type { CallContext, MethodTable, Service } from './contract';

/** The calls that the other side has asked for and that are not answered yet. */
export interface RunningCalls {
  /** @throws OffcutError or AbortError only. */
  readonly invoke: (ticket: number, method: string, params: unknown) => Promise<unknown>;
  readonly cancel: (ticket: number) => void;
  readonly cancelAll: () => void;
}

/** At a time. A page of ours has fewer than ten; each may hold a few megabytes. */
const MAX_RUNNING = 64;

export function createRunningCalls<T extends MethodTable>(
  methods: T,
  service: Service<T>,
  report: (ticket: number, fraction: number) => void,
): RunningCalls {
  const running = new Map<number, AbortController>();

  async function run(ticket: number, method: string, params: unknown): Promise<unknown> {
    const checked = checkParams(methods, method, params);
    // A second call of the same ticket would take the first one's place, and nobody could stop that any more.
    if (running.has(ticket) || running.size >= MAX_RUNNING)
      throw new OffcutError('bridge-corrupt', 'Too many calls at a time, or one ticket for two', {
        context: { running: running.size },
      });
    const controller = new AbortController();
    running.set(ticket, controller);
    try {
      const serve = service[method] as (params: unknown, context: CallContext) => Promise<unknown>;
      return await serve(checked, {
        signal: controller.signal,
        report: (fraction) => {
          report(ticket, fraction);
        },
      });
    } finally {
      running.delete(ticket);
    }
  }

  return {
    invoke: async (ticket, method, params) => {
      try {
        return await run(ticket, method, params);
      } catch (error) {
        throw isAbort(error) ? new AbortError() : toOffcutError(error);
      }
    },
    cancel: (ticket) => running.get(ticket)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}

function checkParams(methods: MethodTable, method: string, params: unknown): unknown {
  const schema = Object.hasOwn(methods, method) ? methods[method]?.params : undefined;
  if (!schema)
    throw new OffcutError('bridge-corrupt', 'A call came for a method that does not exist');
  const parsed = v.safeParse(schema, params);
  if (parsed.success) return parsed.output;
  const fault = v.getDotPath(parsed.issues[0]) ?? 'the whole';
  throw new OffcutError('bridge-corrupt', `Bad parameters for ${method}: ${fault}`, {
    context: { method },
  });
}
