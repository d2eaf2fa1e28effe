import type { DiagnosticsProgress } from '../jobs';
import { toOffcutError } from '../support';
import { isAsking, type DiagnosticsView } from './diagnostics-state';
import { isOccupied, type ReadyState } from './panel-state';

/** The state that the diagnostics read and write. */
interface Desk {
  /** Undefined while there is no connection. */
  readonly ready: () => ReadyState | undefined;
  readonly update: (change: Pick<ReadyState, 'diagnostics'>) => void;
  /** Documents have come and gone meanwhile: the target is to be described again. */
  readonly describeTarget: () => Promise<void>;
}

/** Runs the diagnostics and shows their course. */
export class DiagnosticsController {
  readonly #desk: Desk;
  #run: AbortController | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async run(): Promise<void> {
    const state = this.#desk.ready();
    if (!state || isOccupied(state)) return;
    const run = new AbortController();
    this.#run = run;
    this.#show({ kind: 'asking', answers: [], count: 0, question: 'Looking for questions' });
    const onProgress = (progress: DiagnosticsProgress): void => {
      const isUnderWay = this.#run === run && !run.signal.aborted;
      if (isUnderWay) this.#show({ kind: 'asking', ...progress });
    };
    const ended = await ending(state, { signal: run.signal, onProgress });
    this.#run = undefined;
    this.#show(ended);
    await this.#desk.describeTarget();
  }

  cancel(): void {
    const view = this.#desk.ready()?.diagnostics;
    if (!view || !isAsking(view)) return;
    this.#show({ ...view, kind: 'cancelling' });
    this.#run?.abort();
  }

  #show(diagnostics: DiagnosticsView): void {
    this.#desk.update({ diagnostics });
  }
}

interface Course {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DiagnosticsProgress) => void;
}

async function ending({ jobs }: ReadyState, course: Course): Promise<DiagnosticsView> {
  try {
    return { kind: 'ended', report: await jobs.runDiagnostics(course) };
  } catch (error) {
    return { kind: 'failed', error: toOffcutError(error) };
  }
}
