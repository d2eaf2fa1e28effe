import type { ExecutionProvider } from './execution-provider';

export interface Computer {
  readonly cores: number;
  /** As a browser says it, 8 at most; `undefined` where it does not. */
  readonly memoryGb?: number | undefined;
}

/** More would wait for each other at the host, which answers one at a time. */
const MOST_LANES = 4;
/** What a worker may grow to with the larger network. */
const WORKER_GB = 1.2;
/** Of the computer's memory: the rest is for Photoshop and its documents. */
const OUR_SHARE = 0.5;

/**
 * How many workers gain from running side by side: one a core, but for the core that the page and Photoshop need, as
 * many as half of the memory holds. Two cores have two, because a worker waits for the host now and then: a batch was 1.3
 * times as fast with two and 1.2 times with one (docs/quality.md). A GPU is one device, however many ask it.
 */
export function lanesFor(provider: ExecutionProvider, { cores, memoryGb }: Computer): number {
  if (provider === 'webgpu') return 1;
  const byMemory = memoryGb === undefined ? MOST_LANES : (memoryGb * OUR_SHARE) / WORKER_GB;
  const byCores = Math.max(cores - 1, Math.min(cores, 2));
  return Math.max(1, Math.floor(Math.min(byCores, byMemory, MOST_LANES)));
}
