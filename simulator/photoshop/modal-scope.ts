import type { ProgressView } from '../api';
import type { Workspace } from '../documents/workspace';
import { checkOptions } from './check-options';
import { createCancelledError } from './host-error';
import { createSuspensions } from './suspensions';

/** The progress dialog comes up by itself after this long. */
const DIALOG_DELAY_MS = 2000;

/** One run of `executeAsModal`. */
export interface ModalScope {
  readonly isInteractive: boolean;
  /** What the target function gets as its first argument. */
  readonly context: object;
  readonly isCancelled: () => boolean;
  readonly cancel: () => void;
  readonly progress: () => ProgressView;
  /** Commits what is still suspended after a normal return, takes it back after an exception. */
  readonly end: (isReturned: boolean) => void;
}

export interface ModalScopeOptions {
  readonly workspace: Workspace;
  readonly commandName: string;
  readonly isInteractive: boolean;
  readonly beforeCall: (method: 'suspendHistory' | 'resumeHistory') => Promise<void>;
  readonly onViolation: (violation: string) => void;
  readonly onChanged: () => void;
  readonly onResumed: (documentId: number) => void;
}

export function createModalScope(options: ModalScopeOptions): ModalScope {
  const { workspace, onViolation, onChanged, onResumed } = options;
  const suspensions = createSuspensions(workspace, onViolation, onResumed);
  const autoClose = new Set<unknown>();
  let state: 'running' | 'cancelled' | 'ended' = 'running';
  let progress = { commandName: options.commandName, value: undefined, visible: false } as Progress;
  const timer = setTimeout(() => show({}), DIALOG_DELAY_MS);

  const show = (shown: Partial<Progress>) => {
    progress = { ...progress, ...shown, visible: true };
    onChanged();
  };
  const call = async <T>(method: 'suspendHistory' | 'resumeHistory', perform: () => T) => {
    await options.beforeCall(method);
    if (state === 'cancelled') throw createCancelledError();
    if (state === 'ended') throw new Error(`${method} was called after its modal scope had ended`);
    return perform();
  };
  const context = createContext({
    isCancelled: () => state === 'cancelled',
    reportProgress: (given) => {
      const { value, commandName } = checkProgress(given, onViolation);
      const named = typeof commandName === 'string' ? { commandName } : {};
      if (typeof value === 'number') show({ ...named, value });
      else progress = { ...progress, ...named };
    },
    suspendHistory: (given) => call('suspendHistory', () => suspensions.suspend(given)),
    resumeHistory: (suspension, commit = true) =>
      call('resumeHistory', () => suspensions.resume(suspension, commit)),
    setAutoClose: async (documentId, isOn) => {
      await Promise.resolve();
      if (state !== 'running') throw createCancelledError();
      if (isOn) autoClose.add(documentId);
      else autoClose.delete(documentId);
    },
  });

  return {
    isInteractive: options.isInteractive,
    context,
    isCancelled: () => state === 'cancelled',
    cancel: () => {
      if (state !== 'running') return;
      state = 'cancelled';
      if (typeof context.onCancel === 'function')
        (context.onCancel as (event: object) => void)({ reason: 'cancel' });
      onChanged();
    },
    progress: () => progress,
    end: (isReturned) => {
      clearTimeout(timer);
      suspensions.resumeAll(isReturned);
      for (const { id } of workspace.documents()) if (autoClose.has(id)) workspace.close(id);
      state = 'ended';
    },
  };
}

interface Progress {
  readonly commandName: string;
  readonly value: number | undefined;
  readonly visible: boolean;
}

interface ContextParts {
  readonly isCancelled: () => boolean;
  readonly reportProgress: (options: unknown) => void;
  readonly suspendHistory: (options: unknown) => Promise<unknown>;
  readonly resumeHistory: (suspension: unknown, commit?: boolean) => Promise<void>;
  readonly setAutoClose: (documentId: unknown, isOn: boolean) => Promise<void>;
}

/** Nothing of it is enumerable, as in Photoshop: a spread copy is empty. */
function createContext({ isCancelled, reportProgress, setAutoClose, ...history }: ContextParts): {
  onCancel?: unknown;
} {
  const hostControl = {
    ...history,
    registerAutoCloseDocument: (documentId: unknown) => setAutoClose(documentId, true),
    unregisterAutoCloseDocument: (documentId: unknown) => setAutoClose(documentId, false),
  };
  return Object.defineProperties(
    {},
    {
      isCancelled: { get: isCancelled },
      onCancel: { value: undefined, writable: true },
      reportProgress: { value: reportProgress },
      hostControl: { value: hostControl },
    },
  );
}

function checkProgress(given: unknown, onViolation: (violation: string) => void) {
  const checked = checkOptions('reportProgress', given, ['value', 'commandName'], onViolation);
  const { value } = checked;
  if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= 1))
    onViolation(`reportProgress: ${JSON.stringify(value)} is not a number from 0 to 1`);
  return checked;
}
