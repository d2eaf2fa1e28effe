import type { HostClient } from '../bridge';
import type { EngineClient } from '../engine';

/** What every job works with: the host that holds the documents, and the engine that runs the networks. */
export interface Workplace {
  readonly host: HostClient;
  readonly engine: EngineClient;
}

/** How one run of a job is stopped and watched. */
export interface JobContext<P> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: P) => void;
}
