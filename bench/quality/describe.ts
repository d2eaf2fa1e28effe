import type { Row } from './summarise';
import { MEASURES, type Measure } from './score';

/** The rows as two Markdown tables: means, and how they compare with the baseline. */
export function describe(rows: readonly Row[]): string {
  return [
    table('Means over fair pictures', rows, (row, measure) => format(row.mean[measure], measure)),
    table('Ratios to the baseline (IoU: difference)', rows, (row, measure) =>
      measure === 'iou' ? signed(row.ratio.iou) : (row.ratio[measure]?.toFixed(2) ?? '—'),
    ),
  ].join('\n\n');
}

const HEADINGS: Readonly<Record<Measure, string>> = {
  sad: 'SAD',
  mse: 'MSE ·10³',
  grad: 'Grad',
  conn: 'Conn',
  mae: 'MAE ·10³',
  band: 'band ·10³',
  iou: 'IoU',
  veil: 'veil %',
  dirt: 'dirt %',
  fringe: 'fringe',
};

const SCALES: Readonly<Partial<Record<Measure, number>>> = {
  mse: 1000,
  mae: 1000,
  band: 1000,
  veil: 100,
  dirt: 100,
};

function table(
  title: string,
  rows: readonly Row[],
  cell: (row: Row, measure: Measure) => string,
): string {
  const headings = [
    'group',
    'method',
    'fair',
    ...MEASURES.map((measure) => HEADINGS[measure]),
    'better / worse',
  ];
  const lines = rows.map((row) => [
    row.group,
    row.method,
    `${row.fair} of ${row.pictures}`,
    ...MEASURES.map((measure) => cell(row, measure)),
    `${row.better} / ${row.worse}`,
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `**${title}**`,
    '',
    line(headings),
    line(headings.map(() => '---')),
    ...lines.map(line),
  ].join('\n');
}

function format(value: number | undefined, measure: Measure): string {
  if (value === undefined) return '—';
  const scaled = value * (SCALES[measure] ?? 1);
  return scaled.toFixed(measure === 'iou' ? 4 : 2);
}

function signed(value: number | undefined): string {
  if (value === undefined) return '—';
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}
