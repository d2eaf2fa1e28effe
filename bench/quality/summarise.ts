import type { Measurement } from './measure';
import { BASELINE } from './methods';
import { MEASURES, type Measure, type Scores } from './score';

/** One method's figures over one group of fair pictures. */
export interface Row {
  readonly group: string;
  readonly method: string;
  /** Fair pictures in the group, of all of its pictures. */
  readonly fair: number;
  readonly pictures: number;
  readonly mean: Scores;
  /** Means divided by the baseline's over the same pictures; for `iou` the difference. */
  readonly ratio: Scores;
  /** Pictures whose MSE is at least 5 % under, or over, the baseline's. */
  readonly better: number;
  readonly worse: number;
}

const NOTABLE = 0.05;

/** Every method over every set, all fair pictures together, and every source. */
export function summarise(measurements: readonly Measurement[], methods: readonly string[]): Row[] {
  return groupsOf(measurements).flatMap(({ group, members }) =>
    methods.map((method) => toRow({ group, method }, members)),
  );
}

interface Group {
  readonly group: string;
  readonly members: readonly Measurement[];
}

function groupsOf(measurements: readonly Measurement[]): Group[] {
  const select = (group: string, isIn: (measurement: Measurement) => boolean): Group => ({
    group,
    members: measurements.filter(isIn),
  });
  const sources = [...new Set(measurements.map(({ sample }) => sample.source))];
  return [
    ...(['alpha', 'synth', 'hard'] as const).map((set) =>
      select(`set ${set}`, ({ sample }) => sample.set === set),
    ),
    select('all', () => true),
    ...sources.map((source) => select(source, ({ sample }) => sample.source === source)),
  ].filter(({ members }) => members.length > 0);
}

function toRow(
  { group, method }: { readonly group: string; readonly method: string },
  members: readonly Measurement[],
): Row {
  const fair = members.filter(({ isFair }) => isFair);
  const mean = meansOf(fair.map(({ scores }) => scores[method]));
  const changes = fair.map(({ scores }) => mseOf(scores[method]) / mseOf(scores[BASELINE]) - 1);
  return {
    group,
    method,
    fair: fair.length,
    pictures: members.length,
    mean,
    ratio: compare(mean, meansOf(fair.map(({ scores }) => scores[BASELINE]))),
    better: changes.filter((by) => by <= -NOTABLE).length,
    worse: changes.filter((by) => by >= NOTABLE).length,
  };
}

function mseOf({ mse = 0 }: Scores): number {
  return mse;
}

function meansOf(scores: readonly Scores[]): Scores {
  return eachMeasure((measure) => {
    const values = scores.flatMap((entry) => entry[measure] ?? []);
    return values.length === 0
      ? undefined
      : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

function compare(own: Scores, base: Scores): Scores {
  return eachMeasure((measure) => {
    const [a, b] = [own[measure], base[measure]];
    if (a === undefined || b === undefined) return undefined;
    return measure === 'iou' ? a - b : ratioOf(a, b);
  });
}

function ratioOf(a: number, b: number): number | undefined {
  if (b !== 0) return a / b;
  return a === 0 ? 1 : undefined;
}

function eachMeasure(valueOf: (measure: Measure) => number | undefined): Scores {
  return Object.fromEntries(MEASURES.map((measure) => [measure, valueOf(measure)])) as Record<
    Measure,
    number | undefined
  >;
}
