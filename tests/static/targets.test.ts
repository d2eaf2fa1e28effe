import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_CODES, messageFor, type ErrorCode } from '../../src/support';

const ROOT = path.join(__dirname, '../..');
const DEFAULT_FILE = 'tests/contract/jobs/targets.test.ts';
const OUTPUT_FILES = ['tests/contract/host/outputs.test.ts', 'tests/contract/jobs/outputs.test.ts'];

const page = readFileSync(path.join(ROOT, 'docs/targets.md'), 'utf8');
const maskedRows = rowsOf('Masked');
const refusedRows = rowsOf('Refused in words');
const outputRows = rowsOf('Outputs').flatMap(([target = '', , cell = '']) =>
  [...cell.matchAll(/"([^"]+)"/g)].map(([, title = '']) => [target, title] as const),
);

describe('the page of targets', () => {
  it('has rows of both kinds, each of a target of its own', () => {
    const targets = [...maskedRows, ...refusedRows].map(([target]) => target);

    expect(maskedRows.length).toBeGreaterThan(10);
    expect(refusedRows.length).toBeGreaterThan(10);
    expect(new Set(targets).size).toBe(targets.length);
  });

  it.each([...maskedRows, ...refusedRows].map((row) => [row[0], row.at(-1) ?? ''] as const))(
    'names a test that exists for: %s',
    (_target, cell) => {
      const [, file = DEFAULT_FILE, title = ''] = /^(?:`([^`]+)` )?"(.+)"$/.exec(cell) ?? [];

      expect(title).not.toBe('');
      expect(titlesIn(file)).toContain(title);
    },
  );

  it.each(
    refusedRows.map(([target = '', code = '', words = '']) => [target, code, words] as const),
  )('has the words that a person reads for: %s', (_target, quoted, words) => {
    const code = quoted.replaceAll('`', '') as ErrorCode;
    expect(ERROR_CODES).toContain(code);

    const { summary, nextStep } = messageFor({ code, context: {} });

    expect(words).toBe(`${summary} ${nextStep}`);
  });

  it.each(outputRows)('names a test that exists for the output %s: %s', (_target, title) => {
    const titles = OUTPUT_FILES.flatMap(titlesIn);

    expect(titles.filter((each) => each.startsWith(title))).not.toEqual([]);
  });

  it('has a row for every test of its file', () => {
    const cells = [...maskedRows, ...refusedRows].map((row) => row.at(-1) ?? '');

    const missing = titlesIn(DEFAULT_FILE).filter(
      (title) => !cells.some((cell) => cell.includes(`"${title}"`)),
    );

    expect(missing).toEqual([]);
  });
});

/** The cells of every row below the head of a section's table. */
function rowsOf(section: string): string[][] {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  return (text.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| (-|target )/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What a test file passes first to `it` and to what `it.each` gives. */
function titlesIn(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const plain = source.matchAll(/\bit\(\s*'((?:[^'\\\n]|\\.)+)'/g);
  const each = source.matchAll(/\]\)?(?: as const)?\)\(\s*'((?:[^'\\\n]|\\.)+)'/g);
  return [...plain, ...each].map(([, title = '']) => title);
}
