import { createGate, toOffcutError, type Gate } from '../support';
import { toHostError } from './host-errors';
import type { Photoshop } from './vendor';

/** How long a scope waits for another command to end before `host-busy`: a person may be reading in a dialog. */
export const WAIT_FOR_MODAL_MS = 60_000;
/** Waits that are shorter are no news. */
const NEWS_AFTER_MS = 500;

/** Whose turn it is to be modal, for all panels and dialogs: Photoshop knows us as one plugin. */
export interface ModalTurns {
  /** Our own scopes pass one at a time. */
  readonly gate: Gate;
  /** WAIT_FOR_MODAL_MS unless the surroundings say otherwise. */
  waitMs: number;
  /** Hear when one of ours begins to wait for another command, and when it waits no more. */
  readonly listeners: Set<(isWaiting: boolean) => void>;
}

const turns = new WeakMap<Photoshop, ModalTurns>();

export function turnsOf(photoshop: Photoshop): ModalTurns {
  const known = turns.get(photoshop) ?? {
    gate: createGate(() => 1),
    waitMs: WAIT_FOR_MODAL_MS,
    listeners: new Set(),
  };
  turns.set(photoshop, known);
  return known;
}

/** `another` is the same Photoshop under another object: their scopes wait for each other. */
export function sharingGate(photoshop: Photoshop, another: Photoshop): void {
  turns.set(another, turnsOf(photoshop));
}

/** One wait: told when it has gone on for a while, and when it is over. */
export interface Wait {
  readonly isOver: () => boolean;
  readonly end: () => void;
}

export function beginWait({ waitMs, listeners }: ModalTurns): Wait {
  const until = Date.now() + waitMs;
  let isTold = false;
  const tell = (isWaiting: boolean) => {
    isTold = isWaiting;
    for (const listener of listeners) listener(isWaiting);
  };
  const timer = setTimeout(() => tell(true), NEWS_AFTER_MS);
  return {
    isOver: () => Date.now() >= until,
    end: () => {
      clearTimeout(timer);
      if (isTold) tell(false);
    },
  };
}

/** Whether Photoshop has refused a scope because another command is modal. */
export function isBusy(error: unknown): boolean {
  return toOffcutError(toHostError(error)).code === 'host-busy';
}
