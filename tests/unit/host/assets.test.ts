import { openAsset } from '../../../src/host/assets';
import type { UxpFileSystem } from '../../../src/host/vendor';

describe("one of the plugin's own files", () => {
  it('is no folder, although some systems open those', async () => {
    const opened: string[] = [];
    const fs = {
      lstat: () => Promise.resolve({ size: 4096, isFile: () => false }),
      open: (path: string) => Promise.resolve(opened.push(path)),
    } as unknown as UxpFileSystem;

    await expect(openAsset(fs, 'models/folder')).rejects.toMatchObject({ code: 'asset-missing' });

    expect(opened).toEqual([]);
  });
});
