import type { RpcMessage } from './envelope';

/** A message comes twice in quick succession or not at all: no more tickets than these need to be remembered. */
const REMEMBERED_TICKETS = 256;

export interface Repetitions {
  /** Whether this call was heard before. */
  include(message: RpcMessage): boolean;
}

/**
 * Tells a call from its repetition, which must not be served again or even answered: the refusal of a second commit would
 * come before the reply to the first. Tickets are remembered rather than counted, because a damaged number would make
 * every later call look old.
 */
export function createRepetitions(): Repetitions {
  const heard = new Set<number>();
  return {
    include: (message) => {
      if (message.t !== 'q' || message.m !== 'invoke') return false;
      const [ticket] = message.a;
      if (heard.has(ticket)) return true;
      heard.add(ticket);
      const [oldest] = heard;
      if (heard.size > REMEMBERED_TICKETS && oldest !== undefined) heard.delete(oldest);
      return false;
    },
  };
}
