import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { findInputs } from '../../../src/cli/find-inputs';
import { useFolder } from './fixtures';

describe('findInputs', () => {
  const folder = useFolder();
  const touch = (...names: string[]) =>
    Promise.all(names.map((name) => writeFile(folder.path(name), '')));

  it('gives the pictures of a folder in the order of their names, and nothing else', async () => {
    await touch('b.JPG', 'a.png', 'notes.txt', '.hidden.png', 'a.mask.png', 'a.cutout.png');

    const inputs = await findInputs([folder.path()], { isRecursive: false });

    expect(inputs).toEqual([
      { path: folder.path('a.png'), subfolder: '' },
      { path: folder.path('b.JPG'), subfolder: '' },
    ]);
  });

  it('looks into folders inside only when asked to, and remembers where they were', async () => {
    await mkdir(folder.path('deep/er'), { recursive: true });
    await touch('a.png', 'deep/er/a.png');

    const flat = await findInputs([folder.path()], { isRecursive: false });
    const deep = await findInputs([folder.path()], { isRecursive: true });

    expect(flat).toHaveLength(1);
    expect(deep).toEqual([
      { path: folder.path('a.png'), subfolder: '' },
      { path: folder.path('deep/er/a.png'), subfolder: 'deep/er' },
    ]);
  });

  it('does not follow a link to a folder, which could lead round in a circle', async () => {
    await mkdir(folder.path('inner'));
    await symlink(folder.path(), folder.path('inner/again'));
    await touch('inner/a.png');

    const inputs = await findInputs([folder.path()], { isRecursive: true });

    expect(inputs).toEqual([{ path: folder.path('inner/a.png'), subfolder: 'inner' }]);
  });

  it('takes a named file whatever its extension, and one that is missing so that it is reported', async () => {
    await touch('photo.raw');

    const inputs = await findInputs([folder.path('photo.raw'), folder.path('gone.jpg')], {
      isRecursive: false,
    });

    expect(inputs.map(({ path }) => path)).toEqual([
      folder.path('photo.raw'),
      folder.path('gone.jpg'),
    ]);
  });

  it('takes a file once when it is named twice', async () => {
    await touch('a.png');
    await symlink(folder.path('a.png'), folder.path('link.png'));

    const inputs = await findInputs([folder.path('a.png'), folder.path(), folder.path('./a.png')], {
      isRecursive: false,
    });

    expect(inputs).toEqual([{ path: folder.path('a.png'), subfolder: '' }]);
  });

  it('finds nothing in an empty folder', async () => {
    expect(await findInputs([folder.path()], { isRecursive: true })).toEqual([]);
  });
});
