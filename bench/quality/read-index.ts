import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A group of photographs whose truth is of one kind, and which is judged together. */
export type PictureSet = 'alpha' | 'synth' | 'hard';

/** One row of index.tsv. */
export interface Sample {
  readonly source: string;
  readonly name: string;
  readonly set: PictureSet;
  /** What the truth marks is the one obvious subject of the picture. */
  readonly hasSingleSubject: boolean;
  /** Paths of the photograph and its true matte. */
  readonly image: string;
  readonly truth: string;
  /** Path of the true foreground's colours, where they are known. */
  readonly foreground?: string;
}

/**
 * Reads DIR/index.tsv: tab-separated, a header row with at least source, name, image, gt, gt_kind and single_subject; image
 * and gt are below DIR. A column `foreground`, where there is one, names an image of the true foreground's colours.
 * @throws Error when the file is missing or lacks a column.
 */
export async function readIndex(folder: string): Promise<Sample[]> {
  const text = await readFile(join(folder, 'index.tsv'), 'utf8');
  const [columns = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new Error(`index.tsv lacks the columns ${missing.join(', ')}`);
  return rows.map((row) => toSample(folder, new Map(columns.map((name, i) => [name, row[i]]))));
}

const REQUIRED = ['source', 'name', 'image', 'gt', 'gt_kind', 'single_subject'];

/** Sources of exact composites: the true matte is the one that made the picture. */
const COMPOSITE_SOURCES = new Set(['synth', 'composite']);

function toSample(folder: string, row: ReadonlyMap<string, string | undefined>): Sample {
  const cell = (column: string): string => row.get(column) ?? '';
  const foreground = cell('foreground');
  return {
    source: cell('source'),
    name: cell('name'),
    set: setOf(cell('source'), cell('gt_kind')),
    hasSingleSubject: cell('single_subject') === 'yes',
    image: join(folder, cell('image')),
    truth: join(folder, cell('gt')),
    ...(foreground === '' ? {} : { foreground: join(folder, foreground) }),
  };
}

function setOf(source: string, kind: string): PictureSet {
  if (kind !== 'alpha') return 'hard';
  return COMPOSITE_SOURCES.has(source) ? 'synth' : 'alpha';
}
