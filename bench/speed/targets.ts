import { ratio, type Row } from './summarise';

/** What Offcut is to reach against the peer. */
export interface Target {
  readonly name: string;
  readonly wanted: number;
  readonly reached: number | undefined;
  readonly isMet: boolean;
}

/** The picture that the targets speak of. */
const MEGAPIXELS = 12;

/** Of those cases that ran with the baseline on the targets' picture. */
export function checkTargets(rows: readonly Row[]): Target[] {
  const rowOf = (name: string) =>
    rows.find((row) => row.name === name && row.megapixels === MEGAPIXELS);
  const fast = rowOf('fast');
  const standard = rowOf('standard');
  return [
    atLeast('standard, warm: times as fast', 1.5, standard?.warmSpeed),
    atLeast('fast, warm: times as fast', 6, fast?.warmSpeed),
    atMost('standard: share of the memory', 0.7, standard?.memoryShare),
    atMost('fast: share of the memory', 0.7, fast?.memoryShare),
  ].filter(({ reached }) => reached !== undefined);
}

function atLeast(name: string, wanted: number, reached: number | undefined): Target {
  return { name, wanted, reached, isMet: (ratio(reached, wanted) ?? 0) >= 1 };
}

function atMost(name: string, wanted: number, reached: number | undefined): Target {
  return { name, wanted, reached, isMet: (ratio(reached, wanted) ?? Infinity) <= 1 };
}
