import { describe as describeRows } from '../../../bench/quality/describe';
import type { Measurement } from '../../../bench/quality/measure';
import { BASELINE } from '../../../bench/quality/methods';
import { MEASURES, type Measure, type Scores } from '../../../bench/quality/score';
import { summarise, type Row } from '../../../bench/quality/summarise';

const METHODS = [BASELINE, 'other'];

function scores(known: Partial<Record<Measure, number>>): Scores {
  const blank = Object.fromEntries(MEASURES.map((measure) => [measure, undefined]));
  return { ...blank, ...known } as Scores;
}

function measurement(
  base: Partial<Record<Measure, number>>,
  other: Partial<Record<Measure, number>>,
  { source = 'a', isFair = true } = {},
): Measurement {
  const sample = {
    source,
    name: 'n',
    set: source === 'h' ? ('hard' as const) : ('alpha' as const),
    hasSingleSubject: true,
    image: 'i',
    truth: 't',
  };
  return { sample, isFair, scores: { [BASELINE]: scores(base), other: scores(other) } };
}

function rowOf(rows: readonly Row[], group: string): Row {
  return rows.find((row) => row.group === group && row.method === 'other')!;
}

describe('summarise', () => {
  it('divides means and not the ratios of single pictures', () => {
    const rows = summarise(
      [measurement({ mse: 1 }, { mse: 2 }), measurement({ mse: 9 }, { mse: 3 })],
      METHODS,
    );

    expect(rowOf(rows, 'a').ratio.mse).toBeCloseTo(0.5);
    expect(rowOf(rows, 'a').mean.mse).toBeCloseTo(2.5);
  });

  it('leaves unfair pictures out, and says how many there are', () => {
    const rows = summarise(
      [measurement({ mse: 1 }, { mse: 2 }), measurement({ mse: 1 }, { mse: 9 }, { isFair: false })],
      METHODS,
    );

    expect(rowOf(rows, 'all')).toMatchObject({ fair: 1, pictures: 2, mean: { mse: 2 } });
  });

  it('gives the difference of IoU', () => {
    const rows = summarise([measurement({ iou: 0.9 }, { iou: 0.92 })], METHODS);

    expect(rowOf(rows, 'a').ratio.iou).toBeCloseTo(0.02);
  });

  it('counts pictures from five per cent of MSE on', () => {
    const rows = summarise(
      [0.9, 0.94, 0.96, 1, 1.04, 1.06].map((mse) => measurement({ mse: 1 }, { mse })),
      METHODS,
    );

    expect(rowOf(rows, 'all')).toMatchObject({ better: 2, worse: 1 });
  });

  it('takes the mean over pictures in which there is something to measure', () => {
    const rows = summarise(
      [measurement({ veil: 0.2 }, { veil: 0.1 }), measurement({ mse: 1 }, { mse: 1 })],
      METHODS,
    );

    expect(rowOf(rows, 'a').mean.veil).toBeCloseTo(0.1);
    expect(rowOf(rows, 'a').mean.fringe).toBeUndefined();
  });

  it('groups by set, all and source', () => {
    const rows = summarise(
      [measurement({ mse: 1 }, { mse: 1 }), measurement({ mse: 1 }, { mse: 1 }, { source: 'h' })],
      METHODS,
    );

    const groups = rows.filter(({ method }) => method === 'other').map(({ group }) => group);
    expect(groups).toEqual(['set alpha', 'set hard', 'all', 'a', 'h']);
  });
});

describe('describe', () => {
  it('prints means and ratios as Markdown, a dash where there is nothing', () => {
    const rows = summarise(
      [measurement({ mse: 0.01, iou: 0.9 }, { mse: 0.005, iou: 0.89 })],
      METHODS,
    );

    const lines = describeRows(rows)
      .split('\n')
      .filter((line) => line.startsWith('| a | other'));

    expect(lines).toEqual([
      '| a | other | 1 of 1 | — | 5.00 | — | — | — | — | 0.8900 | — | — | — | 1 / 0 |',
      '| a | other | 1 of 1 | — | 0.50 | — | — | — | — | −0.0100 | — | — | — | 1 / 0 |',
    ]);
  });
});
