import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inputsOf } from '../../src/engine/network-inputs';
import { differenceOf, fromGolden, isTolerable } from '../../src/engine/self-test/golden-matte';
import { GOLDEN_SIDE, parseRegistry } from '../../src/models';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly dev?: boolean;
        readonly optional?: boolean;
        readonly devOptional?: boolean;
      }
    >
  >;
}

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const { models } = parseRegistry(JSON.parse(read('models/registry.json')));
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const notices = read('THIRD_PARTY_NOTICES.md');
const page = read('models/README.md');

describe.each(models.map((model) => [model.id, model] as const))('the network %s', (_id, model) => {
  it('comes from a package pinned at that very version', () => {
    expect(devDependencies[model.source.package]).toBe(model.source.version);
    expect(model.source.url).toContain(model.source.version);
  });

  it('stands in models/README.md with its licence, source, sizes and digests', () => {
    for (const fact of [
      model.name,
      model.licence,
      `${model.source.package} ${model.source.version}`,
      model.sha256,
      model.source.sha256,
      model.byteLength.toLocaleString('en-GB'),
      model.source.byteLength.toLocaleString('en-GB'),
      `${model.input.width} × ${model.input.height}`,
    ])
      expect(page).toContain(fact);
  });

  it('has a golden matte with a subject in it, which no blank output can pass for', () => {
    const golden = fromGolden(model.golden);
    const levels = { darkest: Math.min(...golden), lightest: Math.max(...golden) };

    expect(golden).toHaveLength(inputsOf(model.input).length * GOLDEN_SIDE ** 2);
    expect(levels.darkest).toBeLessThan(0.02);
    expect(levels.lightest).toBeGreaterThan(0.98);
    for (const level of [0, 0.5, 1])
      expect(isTolerable(differenceOf(new Float32Array(golden.length).fill(level), golden))).toBe(
        false,
      );
  });

  it('stands in the notices with its licence and source', () => {
    const row = notices.split('\n').find((line) => line.includes(`\`${model.path}\``)) ?? '';

    expect(row).toContain(model.licence);
    expect(row).toContain(`${model.source.package} ${model.source.version}`);
  });
});

describe('the registry', () => {
  it('has a network for each quality, and a fast one that anybody may bundle', () => {
    expect(new Set(models.map(({ quality }) => quality))).toEqual(new Set(['fast', 'standard']));
    expect(models.some((model) => model.isPermissive && model.quality === 'fast')).toBe(true);
  });

  it('keeps weights out of git', () => {
    expect(read('.gitignore').split('\n')).toContain('models/*.onnx');
  });
});

describe('third-party notices', () => {
  const rows = notices
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const named = new Set(rows.map(([, name, version]) => `${name} ${version}`));

  it.each(Object.entries(dependencies))('name %s %s', (name, version) => {
    expect(named).toContain(`${name} ${version}`);
  });

  it('name whatever those packages bring along', () => {
    expect(broughtAlong().filter((name) => !named.has(name))).toEqual([]);
  });

  it('have a licence and a copyright holder in every row about a package', () => {
    const packages = rows.filter(([, , version]) => /^\d+\.\d+\.\d+$/.test(version ?? ''));

    expect(packages.length).toBeGreaterThan(Object.keys(dependencies).length);
    for (const [, name, , licence, holder] of packages)
      expect([name, licence !== '', holder !== '']).toEqual([name, true, true]);
  });
});

/** Every installed package that is not for development only; declarations of types never reach a bundle. */
function broughtAlong(): string[] {
  const typesOnly = ['csstype', 'undici-types'];
  return Object.entries((JSON.parse(read('package-lock.json')) as Lock).packages)
    .filter(([place, entry]) => place !== '' && !entry.dev && !entry.optional && !entry.devOptional)
    .filter(([place]) => existsSync(path.join(ROOT, place)))
    .map(([place, { version }]) => [place.replace(/^.*node_modules\//, ''), version] as const)
    .filter(([name]) => !name.startsWith('@types/') && !typesOnly.includes(name))
    .map(([name, version]) => `${name} ${version}`);
}
