import { PromiseCache } from '../support';
import type { EngineWorker } from './engine-worker';
import { createWorkerSupply, type WorkerSupply, type WorkerSupplyOptions } from './worker-supply';

/** A place for one worker, and what is known of the one that lives there. */
export class Lane {
  readonly #supply: WorkerSupply;
  readonly #listeners = new Map<string, Set<(fraction: number) => void>>();

  /** Sessions that the worker holds or is making, by model id. A load that waits for the worker may be among them. */
  readonly models = new PromiseCache<string, void>();
  /** Mattes that the worker keeps, by the client's ids. */
  readonly mattes = new Set<number>();
  /** Estimates under way. */
  running = 0;
  /** Callers who wait for networks to be made ready. */
  preparing = 0;
  /** The runtime's memory in bytes, as last reported. */
  wasmBytes = 0;

  constructor(options: Omit<WorkerSupplyOptions, 'onEnd'>) {
    const onEnd = (): void => {
      this.models.clear();
      this.mattes.clear();
      this.wasmBytes = 0;
    };
    this.#supply = createWorkerSupply({ ...options, onEnd });
  }

  /** The living worker, started. @throws as WorkerSupply's `get` */
  worker(): Promise<EngineWorker> {
    return this.#supply.get();
  }

  /** Who hears how far a model's loading is: also those who joined it while it was under way. */
  listenersTo(modelId: string): Set<(fraction: number) => void> {
    const known = this.#listeners.get(modelId);
    const listeners = known ?? new Set<(fraction: number) => void>();
    this.#listeners.set(modelId, listeners);
    return listeners;
  }

  get load(): number {
    return this.running + this.mattes.size;
  }

  /** Nobody would miss the worker. */
  get isQuiet(): boolean {
    return this.load === 0 && this.preparing === 0;
  }

  get isAlive(): boolean {
    return this.#supply.isAlive;
  }

  /** Ends the worker, if there is one; the next use starts another. */
  end(reason: string): void {
    this.#supply.end(reason);
  }

  dispose(): void {
    this.#supply.dispose();
  }
}
