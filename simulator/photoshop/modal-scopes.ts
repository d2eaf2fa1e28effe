import type { ProgressView } from '../api';
import type { Workspace } from '../documents/workspace';
import { checkOptions } from './check-options';
import { wait } from './fault-switches';
import { createBusyError, createCancelledError, createNotModalError } from './host-error';
import { type ModalScope, createModalScope } from './modal-scope';

type Target = (context: object, descriptor: unknown) => unknown;

/** Who may change documents, and when: one plugin at a time, inside `executeAsModal`. */
export interface ModalScopes {
  readonly executeAsModal: (target: unknown, options: unknown) => Promise<unknown>;
  /** Whether anybody is modal: this plugin, another one, or Photoshop itself. */
  readonly isModal: () => boolean;
  readonly depth: () => number;
  /** @throws outside this plugin's modal scopes, and in one that was cancelled. */
  readonly requireScope: (event: string) => void;
  /** @throws in a scope that was cancelled. */
  readonly throwIfCancelled: () => void;
  /** Notifications are not delivered while this holds. */
  readonly isSilent: () => boolean;
  readonly cancel: () => void;
  readonly progress: () => ProgressView | undefined;
  readonly startOther: (pluginName: string) => void;
  readonly endOther: () => void;
  /** Photoshop is modal itself, as while it opens a file, until the returned function is called. */
  readonly hold: () => () => void;
}

export interface ModalOptions {
  readonly workspace: Workspace;
  /** From 25.10 on, a scope waits for its turn instead of failing at once. */
  readonly canWait: boolean;
  readonly beforeCall: (
    method: 'executeAsModal' | 'suspendHistory' | 'resumeHistory',
  ) => Promise<void>;
  readonly onViolation: (violation: string) => void;
  readonly onChanged: () => void;
  readonly onResumed: (documentId: number) => void;
}

const POLL_MS = 20;
const DEFAULT_TIMEOUT_S = 1;

export function createModalScopes(options: ModalOptions): ModalScopes {
  const scopes: ModalScope[] = [];
  const others = createOthers(options);

  const throwIfCancelled = () => {
    if (scopes.some((scope) => scope.isCancelled())) throw createCancelledError();
  };
  const run = async (target: Target, scope: ModalScope, descriptor: unknown) => {
    scopes.push(scope);
    options.onChanged();
    let isReturned = false;
    try {
      const outcome = await target(scope.context, descriptor);
      isReturned = true;
      return outcome;
    } finally {
      scopes.splice(scopes.indexOf(scope), 1);
      scope.end(isReturned);
      options.onChanged();
    }
  };

  return {
    executeAsModal: async (target, given) => {
      if (typeof target !== 'function')
        throw new TypeError('executeAsModal expects a target function');
      const checked = checkModalOptions(given, options.onViolation);
      await options.beforeCall('executeAsModal');
      throwIfCancelled();
      if (scopes.length === 0) await others.waitForTurn(checked.timeoutMs);
      const scope = createModalScope({ ...options, ...checked });
      return run(target as Target, scope, checked.descriptor);
    },
    isModal: () => scopes.length > 0 || others.blocker() !== undefined,
    depth: () => scopes.length,
    requireScope: (event) => {
      throwIfCancelled();
      if (scopes.length === 0) throw createNotModalError(event);
    },
    throwIfCancelled,
    isSilent: () => scopes.some(({ isInteractive }) => !isInteractive),
    cancel: () => scopes.forEach((scope) => scope.cancel()),
    progress: () => progressOf(scopes),
    startOther: others.start,
    endOther: others.end,
    hold: others.hold,
  };
}

/** The modal states that are not this plugin's: another plugin's, and Photoshop's own. */
function createOthers({ canWait, onChanged }: Pick<ModalOptions, 'canWait' | 'onChanged'>) {
  let plugin: string | undefined;
  let holds = 0;
  const blocker = () => {
    if (holds > 0 || (plugin !== undefined && !canWait)) return 'host is in a modal state';
    return plugin === undefined ? undefined : `Plugin: ${plugin} is running a modal command`;
  };
  const set = (next: string | undefined) => {
    plugin = next;
    onChanged();
  };
  return {
    blocker,
    start: (pluginName: string) => set(pluginName),
    end: () => set(undefined),
    hold: () => {
      holds += 1;
      return () => void (holds -= 1);
    },
    /** Photoshop's own modal state is refused at once; another plugin's may end in time. */
    waitForTurn: async (timeoutMs: number) => {
      const until = performance.now() + (canWait ? timeoutMs : 0);
      while (holds === 0 && blocker() !== undefined && performance.now() < until)
        await wait(POLL_MS);
      const message = blocker();
      if (message !== undefined) throw createBusyError(message);
    },
  };
}

interface CheckedOptions {
  readonly commandName: string;
  readonly isInteractive: boolean;
  readonly timeoutMs: number;
  readonly descriptor: unknown;
}

/** A missing name is no error in Photoshop; a test fails on it because users see the name. */
function checkModalOptions(
  given: unknown,
  onViolation: (violation: string) => void,
): CheckedOptions {
  const names = ['commandName', 'descriptor', 'interactive', 'timeOut'];
  const { commandName, descriptor, interactive, timeOut } = checkOptions(
    'executeAsModal',
    given ?? {},
    names,
    onViolation,
  );
  const isNamed = typeof commandName === 'string' && commandName !== '';
  if (!isNamed) onViolation('executeAsModal was called without a commandName');
  return {
    commandName: isNamed ? commandName : '',
    isInteractive: interactive === true,
    timeoutMs: (typeof timeOut === 'number' ? timeOut : DEFAULT_TIMEOUT_S) * 1000,
    descriptor: descriptor ?? {},
  };
}

/** One dialog for all nested scopes: the outermost one's, with what was reported last. */
function progressOf(scopes: readonly ModalScope[]): ProgressView | undefined {
  const [outermost] = scopes;
  if (outermost === undefined || outermost.isInteractive) return undefined;
  const views = scopes.map((scope) => scope.progress());
  const reported = views.filter(({ value }) => value !== undefined).at(-1);
  return {
    ...outermost.progress(),
    ...reported,
    visible: views.some(({ visible }) => visible),
  };
}
