import { isAbort, toOffcutError } from '../support';
import {
  isOccupied,
  type Activity,
  type ComputerView,
  type ReadyState,
  type TestView,
} from './panel-state';

/** The state that a part of the controller reads and writes. */
interface Desk {
  /** Undefined while there is no connection. */
  readonly ready: () => ReadyState | undefined;
  readonly update: (change: Partial<ReadyState>) => void;
}

/** Everything about this computer: its test, its memory, and what it last ran on. */
export class ComputerController {
  readonly #desk: Desk;
  #test: AbortController | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async test(): Promise<void> {
    const state = this.#desk.ready();
    if (!state || isOccupied(state)) return;
    const before = state.computer.test;
    const test = new AbortController();
    this.#test = test;
    this.#change({ test: { kind: 'testing', fraction: 0 } });
    const onProgress = (fraction: number): void => {
      const isUnderWay = this.#test === test && !test.signal.aborted;
      if (isUnderWay) this.#change({ test: { kind: 'testing', fraction } });
    };
    const ended = await ending(state, { signal: test.signal, onProgress });
    this.#test = undefined;
    this.#change({ test: ended ?? cancelled(before) });
  }

  cancelTest(): void {
    if (this.#desk.ready()?.computer.test.kind !== 'testing') return;
    this.#change({ test: { kind: 'cancelling' } });
    this.#test?.abort();
  }

  changeUnloadAfter(minutes: number): void {
    this.#change({ unloadAfterMinutes: minutes });
    // A choice that could not be kept still holds for this session.
    this.#desk
      .ready()
      ?.jobs.changeUnloadAfter(minutes)
      .catch(() => undefined);
  }

  /** Makes the chosen quality's networks ready before a person asks for them. */
  warmUp(): void {
    const state = this.#desk.ready();
    if (state && !isOccupied(state)) void state.jobs.warmUp(state.tier);
  }

  noteRun(activity: Activity): void {
    const lastRun = lastRunOf(activity);
    if (lastRun) this.#change({ lastRun });
  }

  #change(change: Partial<ComputerView>): void {
    const state = this.#desk.ready();
    if (state) this.#desk.update({ computer: { ...state.computer, ...change } });
  }
}

interface Course {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** What the test came to; undefined where it was cancelled. */
async function ending({ jobs, tier }: ReadyState, course: Course): Promise<TestView | undefined> {
  try {
    return { kind: 'tested', test: await jobs.testComputer(tier, course) };
  } catch (error) {
    return isAbort(error) ? undefined : { kind: 'failed', error: toOffcutError(error) };
  }
}

function cancelled(before: TestView): TestView {
  return before.kind === 'untested' ? { kind: 'untested', wasCancelled: true } : before;
}

function lastRunOf(activity: Activity): ComputerView['lastRun'] {
  if (activity.kind === 'done') return activity.report;
  if (activity.kind !== 'batchDone') return undefined;
  return activity.report.outcomes.flatMap((o) => (o.kind === 'done' ? [o.report] : [])).at(-1);
}
