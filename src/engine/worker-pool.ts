import type { ProviderMemory } from './provider-memory';
import { Lane } from './lane';
import { lanesFor, type Computer } from './lanes';
import type { WorkerSupplyOptions } from './worker-supply';

export interface WorkerPoolOptions extends Omit<WorkerSupplyOptions, 'onEnd'>, Computer {
  readonly providers: ProviderMemory;
}

/** The lanes of a client; a lane has no worker until it is used. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #lanes: Lane[] = [];

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /** How many lanes are worth using now: fewer once a GPU serves, more once it has failed. */
  get size(): number {
    return lanesFor(this.#options.providers.serving, this.#options);
  }

  /**
   * The lane that the next estimate takes: one without work, and of these one with a living worker. Where all have work it
   * is the one that has least, and its worker answers one call after the other.
   */
  next(): Lane {
    const lanes = Array.from({ length: this.size }, (_, index) => this.#lane(index));
    const costOf = ({ load, isAlive }: Lane) => load + (isAlive ? 0 : 0.5);
    return lanes.reduce((best, lane) => (costOf(lane) < costOf(best) ? lane : best));
  }

  /** Ends the workers that have no work and keep no matte, but for so many. */
  endIdle(reason: string, spared = 0): void {
    const alive = this.#lanes.filter(({ isAlive }) => isAlive);
    for (const lane of alive.slice(spared)) if (lane.isQuiet) lane.end(reason);
  }

  dispose(): void {
    for (const lane of this.#lanes) lane.dispose();
  }

  #lane(index: number): Lane {
    return (this.#lanes[index] ??= new Lane(this.#options));
  }
}
