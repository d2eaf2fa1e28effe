import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../src/cli';
import { useFolder } from './fixtures';

const ROOT = join(__dirname, '../../..');

async function ending(...argv: string[]) {
  const printed: string[] = [];
  const noted: string[] = [];
  const exitCode = await run(argv, {
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    projectFolder: ROOT,
  });
  return { exitCode, printed: printed.join('\n'), noted: noted.join('\n') };
}

describe('the command line', () => {
  const folder = useFolder();

  it('explains itself, exit codes included', async () => {
    const { exitCode, printed } = await ending('--help');

    expect(exitCode).toBe(0);
    for (const word of ['Usage', '--out', '--output', '--quality', '--json', '--threads', '130'])
      expect(printed).toContain(word);
  });

  it('tells its version', async () => {
    const { exitCode, printed } = await ending('--version');

    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('ends with 2, what is wrong and the usage when an option is unknown', async () => {
    const { exitCode, printed, noted } = await ending('a.jpg', '--best');

    expect(exitCode).toBe(2);
    expect(printed).toBe('');
    expect(noted).toContain("'--best'");
    expect(noted).toContain('Usage');
  });

  it('ends with 2 when there is no picture: none named, or an empty folder', async () => {
    const nothing = await ending();
    const empty = await ending(folder.path(), '--json');

    expect(nothing).toMatchObject({ exitCode: 2, printed: '' });
    expect(empty).toMatchObject({ exitCode: 2, printed: '' });
    expect(empty.noted).toContain('No picture was given.');
  });
});

describe('models that cannot be used', () => {
  const folder = useFolder();
  beforeEach(async () => {
    await mkdir(folder.path('models'));
    await copyFile(join(ROOT, 'models/registry.json'), folder.path('models/registry.json'));
  });
  const attempt = () =>
    ending('a.jpg', 'b.jpg', '--quality', 'fast', '--models', folder.path('models'));

  it('end the run with 3 and are named once, with the command that mends them', async () => {
    const { exitCode, printed, noted } = await attempt();

    expect(exitCode).toBe(3);
    expect(printed).toBe('');
    expect(noted.match(/model-missing/g)).toHaveLength(1);
    expect(noted).toContain('u2netp.onnx');
    expect(noted).toContain('npm run models');
  });

  it.each([
    ['is no JSON', '{'],
    ['says something else', '{"models": []}'],
  ])('may have a registry that %s', async (_name, content) => {
    await writeFile(folder.path('models/registry.json'), content);

    const { exitCode, noted } = await attempt();

    expect(exitCode).toBe(3);
    expect(noted).toContain('registry-invalid');
  });

  it('may have no registry', async () => {
    const { exitCode, noted } = await ending('a.jpg', '--models', folder.path('nowhere'));

    expect(exitCode).toBe(3);
    expect(noted).toContain('registry.json');
  });
});
