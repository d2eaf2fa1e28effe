import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'models', 'simulator'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(folder, name)),
  ),
];

describe('documentation', () => {
  it.each(pages)('has no dead link in %s', (page) => {
    const dead = linksOf(page).filter((link) => !existsSync(link.place) || !hasAnchor(link));

    expect(dead.map((link) => link.written)).toEqual([]);
  });

  it.each(pages)('names only files that exist in %s', (page) => {
    const named = [
      ...read(page).matchAll(/`((?:src|tests|docs|scripts|simulator|models)\/[\w./-]+)`/g),
    ]
      .map((match) => match[1] ?? '')
      .filter((file) => !file.endsWith('.onnx'));

    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('keeps the words of the glossary: no source file uses an avoided name', () => {
    const avoided = /\b(?:utils?|helpers?|manager)\b/i;
    const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });

    expect(sources.filter((file) => avoided.test(path.basename(file)))).toEqual([]);
  });
});

interface Link {
  readonly written: string;
  readonly place: string;
  readonly anchor: string;
}

function linksOf(page: string): Link[] {
  return [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((written) => !/^[a-z]+:/.test(written))
    .map((written) => {
      const [file = '', anchor = ''] = written.split('#');
      const place = file === '' ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
      return { written, place, anchor };
    });
}

function hasAnchor({ place, anchor }: Link): boolean {
  if (anchor === '' || !place.endsWith('.md')) return true;
  const headings = readFileSync(place, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.some((heading) => slugOf(heading) === anchor);
}

function slugOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}

function read(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}
