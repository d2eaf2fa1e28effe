import type { Workspace } from '../documents/workspace';
import { checkOptions, isRecord } from './check-options';

/** What `suspendHistory` gives to the plugin; `finalName` renames the step that is made in the end. */
export interface Suspension {
  readonly historySuspensionID: number;
  readonly documentID: number;
  readonly name: string;
  finalName?: string;
}

/** The suspended histories of one modal scope. */
export interface Suspensions {
  readonly suspend: (options: unknown) => Suspension;
  readonly resume: (suspension: unknown, commit: boolean) => void;
  /** Ends all that are left, when the scope ends. */
  readonly resumeAll: (commit: boolean) => void;
}

export function createSuspensions(
  workspace: Workspace,
  onViolation: (violation: string) => void,
  onResumed: (documentId: number) => void,
): Suspensions {
  const open = new Set<Suspension>();
  let nextId = 1;

  const end = (suspension: Suspension, commit: boolean) => {
    open.delete(suspension);
    const { documentID, name, finalName } = suspension;
    workspace.find(documentID)?.history.resume(finalName ?? name, commit);
    onResumed(documentID);
  };

  return {
    suspend: (options) => {
      const { documentID, name } = checkOptions(
        'suspendHistory',
        options,
        ['documentID', 'name'],
        onViolation,
      );
      if (typeof name !== 'string' || name === '')
        throw new TypeError('suspendHistory expects a name');
      const history = workspace.find(Number(documentID))?.history;
      if (history === undefined) throw new Error('suspendHistory: the document does not exist');
      if (history.isSuspended())
        throw new Error('The history of the document is suspended already');
      history.suspend();
      const suspension = { historySuspensionID: nextId, documentID: Number(documentID), name };
      nextId += 1;
      open.add(suspension);
      return suspension;
    },
    resume: (suspension, commit) => {
      if (!isRecord(suspension) || !isOpen(suspension, open))
        throw new Error(
          'resumeHistory expects a suspension of this modal scope that is still open',
        );
      end(suspension, commit);
    },
    resumeAll: (commit) => [...open].forEach((suspension) => end(suspension, commit)),
  };
}

function isOpen(suspension: object, open: ReadonlySet<object>): suspension is Suspension {
  return open.has(suspension);
}
