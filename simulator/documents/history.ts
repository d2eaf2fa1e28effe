import type { DocumentState } from './document-state';

/** How many states Photoshop keeps by default. */
const LIMIT = 50;

export interface HistoryEntry {
  readonly id: number;
  readonly name: string;
  readonly state: DocumentState;
}

/** The undo steps of one document. While it is suspended, changes gather into one step to come. */
export interface History {
  readonly current: () => DocumentState;
  readonly entries: () => readonly HistoryEntry[];
  /** Of the step that the document is at. */
  readonly index: () => number;
  readonly isSuspended: () => boolean;
  /** Makes a step, or adds to the one that a suspension gathers. Steps that were undone are forgotten. */
  readonly change: (name: string, state: DocumentState) => void;
  /** Changes what is no step: visibility, say. */
  readonly adjust: (change: (state: DocumentState) => DocumentState) => void;
  readonly goTo: (index: number) => void;
  readonly suspend: () => void;
  /** Makes one step of everything since `suspend`, none if nothing changed; or takes everything back. */
  readonly resume: (name: string, commit: boolean) => void;
}

export function createHistory(name: string, opened: DocumentState): History {
  let nextId = 1;
  const createEntry = (title: string, state: DocumentState): HistoryEntry => {
    const id = nextId;
    nextId += 1;
    return { id, name: title, state };
  };
  let entries: readonly HistoryEntry[] = [createEntry(name, opened)];
  let index = 0;
  let current = opened;
  let before: DocumentState | undefined;

  const push = (title: string) => {
    entries = [...entries.slice(0, index + 1), createEntry(title, current)].slice(-LIMIT);
    index = entries.length - 1;
  };

  return {
    current: () => current,
    entries: () => entries,
    index: () => index,
    isSuspended: () => before !== undefined,
    change: (title, state) => {
      current = state;
      if (before === undefined) push(title);
    },
    adjust: (change) => {
      const entry = entries[index];
      if (entry === undefined) return;
      const adjusted = change(entry.state);
      entries = entries.map((other) => (other === entry ? { ...entry, state: adjusted } : other));
      const wasAtEntry = current === entry.state;
      current = wasAtEntry ? adjusted : change(current);
      if (before !== undefined) before = adjusted;
    },
    goTo: (target) => {
      const entry = entries[target];
      if (entry === undefined) return;
      index = target;
      current = entry.state;
    },
    suspend: () => {
      before = current;
    },
    resume: (title, commit) => {
      if (before !== undefined && !commit) current = before;
      const isChanged = current !== before;
      before = undefined;
      if (commit && isChanged) push(title);
    },
  };
}
