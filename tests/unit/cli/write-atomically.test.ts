import { readdir, readFile, writeFile } from 'node:fs/promises';
import { makeFolder, writeAtomically } from '../../../src/cli/write-atomically';
import { useFolder } from './fixtures';

describe('writeAtomically', () => {
  const folder = useFolder();

  it('replaces what an earlier run wrote', async () => {
    await writeFile(folder.path('a.png'), 'old');

    await writeAtomically(folder.path('a.png'), (path) => writeFile(path, 'new'));

    expect(await readFile(folder.path('a.png'), 'utf8')).toBe('new');
    expect(await readdir(folder.path())).toEqual(['a.png']);
  });

  it('leaves the earlier file and nothing else when writing fails half way', async () => {
    await writeFile(folder.path('a.png'), 'old');
    const writing = writeAtomically(folder.path('a.png'), async (path) => {
      await writeFile(path, 'half');
      throw new Error('disk full');
    });

    await expect(writing).rejects.toMatchObject({
      code: 'file-unwritable',
      message: 'disk full',
      context: { file: 'a.png' },
    });
    expect(await readFile(folder.path('a.png'), 'utf8')).toBe('old');
    expect(await readdir(folder.path())).toEqual(['a.png']);
  });

  it('removes the half-written file when interrupted, and stops listening', async () => {
    const before = process.listenerCount('SIGINT');
    const writing = writeAtomically(folder.path('a.png'), async (path) => {
      await writeFile(path, 'whole');
      process.emit('SIGINT');
    });

    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(folder.path())).toEqual([]);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('makeFolder', () => {
  const folder = useFolder();

  it('makes the folders on the way', async () => {
    await makeFolder(folder.path('a/b'));

    expect(await readdir(folder.path('a'))).toEqual(['b']);
  });

  it('refuses a place where a file stands', async () => {
    await writeFile(folder.path('a'), '');

    await expect(makeFolder(folder.path('a'))).rejects.toMatchObject({ code: 'file-unwritable' });
  });
});
