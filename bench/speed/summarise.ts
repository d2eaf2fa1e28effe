import { BASELINE } from './cases';
import type { CaseResult, Sample } from './samples';

/** One case on one picture: medians of its warm runs, and how they compare with the baseline's. */
export interface Row {
  readonly name: string;
  readonly megapixels: number;
  readonly provider: string;
  readonly coldMs: number;
  readonly warmMs: number;
  /** Of the processor (see Sample); undefined where the system does not say. */
  readonly processorMs: number | undefined;
  readonly networkMs: number;
  /** Of the cold run: fetching the weights from this machine, starting the runtime and making the session. */
  readonly loadMs: number;
  /** The session alone; undefined where the tool does not say. */
  readonly sessionMs: number | undefined;
  readonly privateBytes: number | undefined;
  /** The baseline's time in this one's: 2 is twice as fast. Undefined without a baseline. */
  readonly coldSpeed: number | undefined;
  readonly warmSpeed: number | undefined;
  readonly processorSpeed: number | undefined;
  /** This one's memory in the baseline's: 0.5 is half of it. */
  readonly memoryShare: number | undefined;
  /** Warm medians, in milliseconds. */
  readonly stages: Readonly<Record<string, number>>;
}

export function summarise(results: readonly CaseResult[]): Row[] {
  const rows = results.map(toRow);
  return rows.map((row) => {
    const peer = rows.find(
      ({ name, megapixels }) => name === BASELINE && megapixels === row.megapixels,
    );
    return {
      ...row,
      coldSpeed: ratio(peer?.coldMs, row.coldMs),
      warmSpeed: ratio(peer?.warmMs, row.warmMs),
      processorSpeed: ratio(peer?.processorMs, row.processorMs),
      memoryShare: ratio(row.privateBytes, peer?.privateBytes),
    };
  });
}

function toRow({ name, megapixels, cold, warm, privateBytes }: CaseResult) {
  const medianOf = (pick: (sample: Sample) => number) => median(warm.map(pick));
  const stageNames = Object.keys(warm[0].stages);
  return {
    ...{ name, megapixels, privateBytes },
    provider: warm[0].provider,
    coldMs: cold.totalMs,
    loadMs: cold.stages['load'] ?? 0,
    sessionMs: cold.sessionMs,
    warmMs: medianOf(({ totalMs }) => totalMs),
    processorMs: medianOfKnown(warm.map(({ processorMs }) => processorMs)),
    networkMs: medianOf(({ networkMs }) => networkMs),
    stages: Object.fromEntries(
      stageNames.map((stage) => [stage, medianOf(({ stages }) => stages[stage])]),
    ),
  };
}

function medianOfKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

/** Undefined where either is. */
export function ratio(of: number | undefined, to: number | undefined): number | undefined {
  return of === undefined || to === undefined || to === 0 ? undefined : of / to;
}

/** Of an even number, the mean of the middle two. @throws RangeError for none */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('Expected a value for a median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Mean absolute difference, in the values' own unit. @throws RangeError where they are not of one length */
export function meanDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`Expected two of one length but received ${a.length} and ${b.length}`);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]), 0) / a.length;
}
