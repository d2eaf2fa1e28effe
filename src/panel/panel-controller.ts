import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchProgress, Command, Jobs, Theme } from '../jobs';
import { isAbort, toOffcutError, type Progress } from '../support';
import { ComputerController } from './computer-controller';
import { DiagnosticsController } from './diagnostics-controller';
import { isAsking } from './diagnostics-state';
import { toOutput } from './output-words';
import {
  isBusy,
  isOccupied,
  type Activity,
  type PanelState,
  type ReadyState,
  type RemovalCommand,
  type RunProgress,
  type TargetView,
} from './panel-state';

/** Turns what a person, or Photoshop, asks for into jobs, and their course into state. */
export class PanelController {
  readonly store: StoreApi<PanelState> = createStore<PanelState>(() => ({
    kind: 'starting',
    theme: 'dark',
  }));
  readonly computer = new ComputerController({
    ready: () => this.#ready(),
    update: (change) => this.#update(change),
  });
  readonly diagnostics = new DiagnosticsController({
    ready: () => this.#ready(),
    update: (change) => this.#update(change),
    describeTarget: () => this.#describeTarget(),
  });
  readonly #openJobs: () => Promise<Jobs>;
  #run: AbortController | undefined;
  #lastDescription = 0;

  /** @param openJobs connects to Photoshop; called again when a person asks to try again. */
  constructor(openJobs: () => Promise<Jobs>) {
    this.#openJobs = openJobs;
  }

  /** Connects; a page that was opened by a menu command then begins with that command. */
  async start(): Promise<void> {
    const { theme } = this.store.getState();
    this.#replace({ kind: 'starting', theme });
    try {
      const jobs = await this.#openJobs();
      this.#replace(readyState(jobs));
      const { surface, command } = jobs.environment;
      if (surface === 'panel' || command === 'none') await this.#describeTarget();
      else if (command === 'diagnostics') await this.diagnostics.run();
      else await this.run(command);
    } catch (error) {
      const { theme: current } = this.store.getState();
      this.#replace({ kind: 'disconnected', theme: current, error: toOffcutError(error) });
    }
  }

  async run(command: RemovalCommand): Promise<void> {
    const state = this.#ready();
    if (!state || isOccupied(state)) return;
    const run = new AbortController();
    this.#run = run;
    this.#update({ activity: { kind: 'running', command, progress: BEGINNING } });
    const report = (progress: RunProgress): void => {
      const isUnderWay = this.#run === run && !run.signal.aborted;
      if (isUnderWay) this.#update({ activity: { kind: 'running', command, progress } });
    };
    const activity = await ending(state, command, { signal: run.signal, report });
    this.#run = undefined;
    this.#update({ activity });
    this.computer.noteRun(activity);
    await this.#describeTarget();
  }

  cancel(): void {
    const activity = this.#ready()?.activity;
    if (activity?.kind !== 'running') return;
    this.#update({ activity: { kind: 'cancelling', command: activity.command } });
    this.#run?.abort();
  }

  /** Whether the command is taken up: the page may be busy, or not yet connected. */
  accept(command: Command): boolean {
    const state = this.#ready();
    if (command === 'none' || !state || isOccupied(state)) return false;
    void (command === 'diagnostics' ? this.diagnostics.run() : this.run(command));
    return true;
  }

  chooseQuality(wanted: string): void {
    const state = this.#ready();
    const tier = state?.jobs.tiers.find(({ quality }) => quality === wanted);
    if (!state || !tier) return;
    this.#update({ tier });
    // A choice that could not be kept still holds for this session.
    state.jobs.rememberTier(tier).catch(() => undefined);
  }

  chooseOutput(wanted: string): void {
    const output = toOutput(wanted);
    if (!output) return;
    this.#update({ output });
    // A choice that could not be kept still holds for this session.
    this.#ready()
      ?.jobs.rememberOutput(output)
      .catch(() => undefined);
  }

  changeTheme(theme: Theme): void {
    this.#replace({ ...this.store.getState(), theme });
  }

  /** Something else may be selected now; what was done to the last target is then no longer news. */
  async changeTarget(): Promise<void> {
    const before = this.#ready();
    // The diagnostics' own documents come and go: they are no target.
    if (!before || isBusy(before.activity) || isAsking(before.diagnostics)) return;
    await this.#describeTarget();
    const after = this.#ready();
    if (after && isOver(after.activity) && !isSameTarget(before.target, after.target))
      this.#update({ activity: { kind: 'idle' } });
  }

  async closeDialog(): Promise<void> {
    // Where the host cannot be asked any more, its dialog is gone as well.
    await this.#ready()
      ?.jobs.closeDialog()
      .catch(() => undefined);
  }

  async #describeTarget(): Promise<void> {
    const turn = ++this.#lastDescription;
    const jobs = this.#ready()?.jobs;
    if (!jobs) return;
    const [target, documentCount] = await Promise.all([describeTarget(jobs), countDocuments(jobs)]);
    if (turn === this.#lastDescription) this.#update({ target, documentCount });
  }

  #ready(): ReadyState | undefined {
    const state = this.store.getState();
    return state.kind === 'ready' ? state : undefined;
  }

  #update(change: Partial<ReadyState>): void {
    const state = this.#ready();
    if (state) this.#replace({ ...state, ...change });
  }

  #replace(state: PanelState): void {
    this.store.setState(state, true);
  }
}

const BEGINNING: RunProgress = { kind: 'single', inner: { stage: 'reading-pixels', fraction: 0 } };

function readyState(jobs: Jobs): ReadyState {
  return {
    kind: 'ready',
    theme: jobs.environment.theme,
    jobs,
    tier: jobs.preferredTier,
    output: jobs.preferredOutput,
    target: { kind: 'unknown' },
    documentCount: 0,
    activity: { kind: 'idle' },
    computer: { test: { kind: 'untested' }, unloadAfterMinutes: jobs.unloadAfterMinutes },
    diagnostics: { kind: 'idle' },
  };
}

interface Run {
  readonly signal: AbortSignal;
  readonly report: (progress: RunProgress) => void;
}

/** Runs the command to its end; what it ended with is the next activity. */
async function ending(
  { jobs, tier, output }: ReadyState,
  command: RemovalCommand,
  { signal, report }: Run,
): Promise<Activity> {
  try {
    switch (command) {
      case 'remove-background': {
        const onProgress = (inner: Progress) => report({ kind: 'single', inner });
        return {
          kind: 'done',
          report: await jobs.removeBackground({ tier, output }, { signal, onProgress }),
        };
      }
      case 'remove-background-all-documents': {
        const onProgress = (batch: BatchProgress) => report({ kind: 'batch', ...batch });
        return {
          kind: 'batchDone',
          report: await jobs.removeBackgroundFromAll({ tier, output }, { signal, onProgress }),
        };
      }
    }
  } catch (error) {
    return isAbort(error)
      ? { kind: 'idle', lastCommand: command }
      : { kind: 'failed', command, error: toOffcutError(error) };
  }
}

async function describeTarget(jobs: Jobs): Promise<TargetView> {
  try {
    return { kind: 'found', target: await jobs.describeTarget() };
  } catch (error) {
    return { kind: 'missing', error: toOffcutError(error) };
  }
}

async function countDocuments(jobs: Jobs): Promise<number> {
  // Where this fails the target cannot be described either, and says why.
  return jobs.listDocuments().then(
    (documents) => documents.length,
    () => 0,
  );
}

/** A batch's outcomes are about more than the target: they stay. */
function isOver(activity: Activity): boolean {
  if (activity.kind === 'idle') return activity.lastCommand !== undefined;
  return activity.kind === 'done' || activity.kind === 'failed';
}

/** One that was not yet described is taken for the same. */
function isSameTarget(a: TargetView, b: TargetView): boolean {
  return a.kind === 'unknown' || placeOf(a) === placeOf(b);
}

function placeOf(view: TargetView): string {
  switch (view.kind) {
    case 'found':
      return `${view.target.documentId}/${view.target.layerId}`;
    case 'missing':
      return view.error.code;
    case 'unknown':
      return view.kind;
  }
}
