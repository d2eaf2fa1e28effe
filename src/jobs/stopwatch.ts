import type { Stage } from '../support';

/** Wall-clock milliseconds of each stage; two stages may overlap. */
export type StageMs = Readonly<Partial<Record<Stage, number>>>;

/** Times the stages of one job. */
export class Stopwatch {
  readonly #startedAt = performance.now();
  readonly #stageMs: Partial<Record<Stage, number>> = {};

  /** Runs `work`, and keeps how long it took whether or not it succeeds. */
  async time<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await work();
    } finally {
      this.#stageMs[stage] = performance.now() - startedAt;
    }
  }

  get stageMs(): StageMs {
    return { ...this.#stageMs };
  }

  get totalMs(): number {
    return performance.now() - this.#startedAt;
  }
}
