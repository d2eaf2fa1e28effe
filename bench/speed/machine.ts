import { cpus, loadavg, totalmem } from 'node:os';

/** Where a run took place. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Processes that wanted to run in the minute before, on average: more than a few tenths spoil the figures. */
  readonly loadAtStart: number;
  readonly node: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    loadAtStart: loadavg()[0],
    node: process.version,
  };
}
