import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What each room may import, the bundles' composition roots, and the one file that may import each vendor module. */
interface Law {
  readonly rooms: Readonly<Record<string, readonly string[]>>;
  readonly roots: readonly string[];
  readonly vendors: Readonly<Record<string, string>>;
}

const ROOT = path.join(__dirname, '../..');
const law = JSON.parse(readFileSync(path.join(ROOT, 'rooms.json'), 'utf8')) as Law;

interface Import {
  readonly file: string;
  readonly specifier: string;
}

describe('room boundaries', () => {
  it('has exactly the rooms of the law below src', () => {
    const entries = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true });

    const rooms = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => `src/${entry.name}`);

    expect(rooms.sort()).toEqual(Object.keys(law.rooms).sort());
    expect(files.filter((file) => /\.tsx?$/.test(file)).sort()).toEqual([...law.roots].sort());
  });

  it('keeps every import of src on the allowed arrows', () => {
    const violations = importsBelow('src').flatMap(violationsOf);

    expect(violations).toEqual([]);
  });

  it('keeps the simulator free of product code', () => {
    const violations = importsBelow('simulator')
      .filter(({ file, specifier }) => targetOf(file, specifier)?.startsWith('src/'))
      .map(
        ({ file, specifier }) => `simulator must not import from src: ${file} imports ${specifier}`,
      );

    expect(violations).toEqual([]);
  });

  it('gives each room compiler references for its arrows and no others', () => {
    for (const [room, allowed] of Object.entries(law.rooms)) {
      const config = ts.readConfigFile(
        path.join(ROOT, 'src', room, 'tsconfig.json'),
        ts.sys.readFile,
      ).config as { references: readonly { path: string }[] };

      const referenced = config.references.map((reference) => path.basename(reference.path));

      expect({ room, referenced: referenced.sort() }).toEqual({
        room,
        referenced: [...allowed].sort(),
      });
    }
  });
});

function violationsOf(found: Import): string[] {
  return vendorViolations(found) ?? (law.roots.includes(found.file) ? [] : roomViolations(found));
}

/** What the law says of a vendor module; undefined where the import is none. */
function vendorViolations({ file, specifier }: Import): string[] | undefined {
  const entry = Object.entries(law.vendors).find(
    ([name]) => specifier === name || specifier.startsWith(`${name}/`),
  );
  if (entry === undefined) return undefined;
  const [vendor, home] = entry;
  return home === file
    ? []
    : [`${vendor} is imported only in ${home}: ${file} imports ${specifier}`];
}

function roomViolations({ file, specifier }: Import): string[] {
  const room = roomOf(file);
  const target = targetOf(file, specifier);
  if (room === undefined || target === undefined) return [];
  const targetRoom = roomOf(target);
  if (targetRoom === room) return [];
  if (targetRoom === undefined) return [`${room} must not import ${target}: in ${file}`];
  if (!law.rooms[room]?.includes(targetRoom))
    return [`${room} must not import from ${targetRoom}: ${file} imports ${specifier}`];
  if (target !== `src/${targetRoom}`)
    return [`import ${targetRoom} by its index: ${file} imports ${specifier}`];
  return [];
}

/** The repository path that a relative import points to; undefined for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(file), specifier).replace(/\/index$/, '');
}

function roomOf(file: string): string | undefined {
  const [top, room, ...rest] = file.split('/');
  const isRoom = top === 'src' && room !== undefined && room in law.rooms;
  return isRoom && (rest.length > 0 || existsSync(path.join(ROOT, file))) ? room : undefined;
}

function importsBelow(folder: string): Import[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .flatMap((file) =>
      ts
        .preProcessFile(readFileSync(path.join(ROOT, file), 'utf8'))
        .importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
    );
}
