import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One fact of the page: its number, and the lines below it by their first words. */
interface Fact {
  readonly id: string;
  readonly standing: string;
  readonly source: string;
  readonly reliedOnIn: string;
  readonly test: string;
}

const ROOT = path.join(__dirname, '../..');
const PAGE = 'docs/photoshop-facts.md';
const FACT = /^- \*\*([A-Z]\d+)\*\* .*$/;
const LINE = /^ {2}- (documented|reported by others|assumed|relied on in|test): (.+)$/;

const page = readFileSync(path.join(ROOT, PAGE), 'utf8');
const facts = factsOf(page);
const quoted = facts.flatMap(({ id, test }) =>
  testsOf(test).map(({ file, name }) => [id, file, name] as const),
);

describe('the facts about Photoshop', () => {
  it('have a standing, a source, a place where we rely on them, and a test or the word none', () => {
    expect(facts.length).toBeGreaterThan(50);
    for (const { id, standing, source, reliedOnIn, test } of facts) {
      expect([id, standing]).not.toEqual([id, '']);
      expect([id, source]).not.toEqual([id, '']);
      expect([id, filesIn(reliedOnIn).length]).not.toEqual([id, 0]);
      expect([id, test === 'none' || testsOf(test).length > 0]).toEqual([id, true]);
    }
  });

  it('are numbered in order, each number once', () => {
    const last: Record<string, number> = {};
    for (const { id } of facts) {
      const letter = id.charAt(0);
      last[letter] = (last[letter] ?? 0) + 1;

      expect(id).toBe(`${letter}${last[letter]}`);
    }
  });

  it('name only files that exist', () => {
    const named = facts.flatMap(({ reliedOnIn, test }) => filesIn(`${reliedOnIn} ${test}`));

    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it.each(quoted)('%s: %s has the test "%s"', (_id, file, name) => {
    expect(titlesIn(file)).toContain(name);
  });

  it('are those that the open questions point to', () => {
    const ids = facts.map(({ id }) => id);
    const [questions = ''] = page.split('## What the diagnostics say');
    const rows = questions.split('\n').filter((line) => /^\| Q\d+ /.test(line));

    const asked = rows.flatMap((row) => row.split('|')[3]?.match(/[A-Z]\d+/g) ?? []);

    expect(rows.length).toBeGreaterThan(0);
    expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

function factsOf(text: string): Fact[] {
  const facts: Fact[] = [];
  for (const line of unwrapped(text)) {
    const id = FACT.exec(line)?.[1];
    const [, label = '', words = ''] = LINE.exec(line) ?? [];
    const last = facts.at(-1);
    if (id !== undefined) facts.push({ id, standing: '', source: '', reliedOnIn: '', test: '' });
    else if (last && label !== '') facts.splice(-1, 1, { ...last, ...partOf(label, words) });
  }
  return facts;
}

function partOf(label: string, words: string): Partial<Fact> {
  if (label === 'relied on in') return { reliedOnIn: words };
  return label === 'test' ? { test: words } : { standing: label, source: words };
}

/** Lines as they were before they were wrapped: a list item is one line. */
function unwrapped(text: string): string[] {
  return text.replace(/\n +(?![ -])/g, ' ').split('\n');
}

/** Of a line such as: `file` "name", "another"; `other file` "name". */
function testsOf(line: string): { readonly file: string; readonly name: string }[] {
  return [...line.matchAll(/`([^`]+)`((?: "[^"]+",?)+)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
  );
}

function filesIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
}

/** What a test file passes first to `describe`, `it` and to what `each` gives. */
function titlesIn(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  const titles = source.matchAll(/\(\s*(?:'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)"),\s*(?:async )?\(/g);
  return [...titles].map(([, single, double]) => single ?? double ?? '');
}
