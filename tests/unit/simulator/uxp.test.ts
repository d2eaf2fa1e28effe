import { createSimulatedPhotoshop } from '../../../simulator';
import type { PluginFiles } from '../../../simulator';

interface UxpModule {
  readonly entrypoints: { setup(entrypoints: unknown): void };
  readonly host: { readonly version: string };
  readonly storage: {
    readonly formats: { readonly binary: symbol };
    readonly localFileSystem: { getPluginFolder(): Promise<Folder> };
  };
}

interface Folder {
  getEntry(name: string): Promise<{ read(options: object): Promise<ArrayBuffer> }>;
}

interface FsModule {
  readFile(path: string, options?: object): Promise<unknown>;
  writeFile(path: string, content: unknown): Promise<number>;
  open(path: string, flag?: string): Promise<number>;
  read(...args: readonly unknown[]): Promise<{ bytesRead: number }>;
  write(...args: readonly unknown[]): Promise<{ bytesWritten: number }>;
  rename(from: string, to: string): Promise<number>;
  close(descriptor: number): Promise<number>;
  lstat(path: string): Promise<{ size: number }>;
}

const pluginFiles: PluginFiles = {
  size: (path) => Promise.resolve(path === 'models/a.bin' ? 6 : undefined),
  read: (_path, offset, length) =>
    Promise.resolve(new Uint8Array([1, 2, 3, 4, 5, 6]).slice(offset, offset + length)),
};

function createPlugin(dataFiles?: Map<string, Uint8Array>) {
  const ps = createSimulatedPhotoshop({ pluginFiles, dataFiles, hostVersion: '26.1.0' });
  return { ps, uxp: ps.modules.uxp as UxpModule, fs: ps.modules.fs as FsModule };
}

describe('rule 26: entry points', () => {
  it('are set up once', () => {
    const { ps, uxp } = createPlugin();
    const run = () => 'ran';
    uxp.entrypoints.setup({ commands: { go: { run }, short: run } });

    expect(() => uxp.entrypoints.setup({})).toThrow('only once');
    expect(ps.inspect.violations()).toEqual(['entrypoints.setup was called twice']);
    const { commands } = ps.inspect.registeredEntrypoints!;
    expect([commands['go']?.['run']?.(), commands['short']?.['run']?.()]).toEqual(['ran', 'ran']);
  });

  it('have 300 ms until they have settled', async () => {
    const { ps, uxp } = createPlugin();
    const create = () => new Promise((resolve) => setTimeout(resolve, 320));
    uxp.entrypoints.setup({ panels: { main: { create } } });

    await ps.inspect.registeredEntrypoints?.panels['main']?.['create']?.();

    expect(ps.inspect.violations()).toEqual(['main.create took more than 300 ms']);
  });

  it('know the version of the host', () => {
    expect(createPlugin().uxp.host.version).toBe('26.1.0');
  });
});

describe('rule 32: the folders of a plugin', () => {
  it('reads its own files whole and in parts', async () => {
    const { ps, fs, uxp } = createPlugin();
    const buffer = new ArrayBuffer(4);
    const descriptor = await fs.open('plugin:/models/a.bin', 'r');
    const counts = [
      (await fs.read(descriptor, buffer, 0, 4, -1)).bytesRead,
      (await fs.read(descriptor, buffer, 0, 4, -1)).bytesRead,
      (await fs.read(descriptor, buffer, 0, 4, -1)).bytesRead,
      (await fs.read(descriptor, buffer, 2, 2, 3)).bytesRead,
    ];
    const open = ps.inspect.openFiles();
    await fs.close(descriptor);

    expect(counts).toEqual([4, 2, 0, 2]);
    expect(new Uint8Array(buffer)).toEqual(new Uint8Array([5, 6, 4, 5]));
    expect([open, ps.inspect.openFiles()]).toEqual([1, 0]);
    expect((await fs.lstat('plugin:/models/a.bin')).size).toBe(6);
    const folder = await uxp.storage.localFileSystem.getPluginFolder();
    const entry = await folder.getEntry('models/a.bin');
    const bytes = await entry.read({ format: uxp.storage.formats.binary });
    expect(bytes.byteLength).toBe(6);
  });

  it('cannot write to its own folder', async () => {
    const { fs } = createPlugin();

    await expect(fs.writeFile('plugin:/models/a.bin', 'x')).rejects.toMatchObject({
      code: 'EROFS',
    });
  });

  it('keeps its data when the files are passed on', async () => {
    const dataFiles = new Map<string, Uint8Array>();
    await createPlugin(dataFiles).fs.writeFile('plugin-data:/settings.json', '{"a":"ü"}');

    const text = await createPlugin(dataFiles).fs.readFile('plugin-data:/settings.json', {
      encoding: 'utf-8',
    });

    expect(text).toBe('{"a":"ü"}');
  });

  it('renames over another file', async () => {
    const { fs } = createPlugin();
    await fs.writeFile('plugin-data:/old.json', 'old');
    await fs.writeFile('plugin-data:/draft.json', 'new');

    await fs.rename('plugin-data:/draft.json', 'plugin-data:/old.json');

    expect(await fs.readFile('plugin-data:/old.json', { encoding: 'utf-8' })).toBe('new');
    await expect(fs.lstat('plugin-data:/draft.json')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('writes in parts', async () => {
    const { fs } = createPlugin();
    const descriptor = await fs.open('plugin-data:/log', 'w+');
    await fs.write(descriptor, new Uint8Array([1, 2, 3]).buffer, 0, 2, -1);
    await fs.write(descriptor, new Uint8Array([1, 2, 3]).buffer, 2, 1, -1);
    await fs.close(descriptor);

    expect(await fs.readFile('plugin-data:/log')).toEqual(new Uint8Array([1, 2, 3]).buffer);
  });

  it.each(['plugin:/none', 'plugin-data:/none'])('fails for a missing %s', async (path) => {
    const { fs } = createPlugin();

    await expect(fs.readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fs.open(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fs.lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['file:/etc/passwd', '/etc/passwd', 'plugin:/../x'])(
    'does not reach %s',
    async (path) => {
      await expect(createPlugin().fs.readFile(path)).rejects.toMatchObject({ code: 'EACCES' });
    },
  );

  it('takes nothing but an ArrayBuffer to read into', async () => {
    const { fs } = createPlugin();
    const descriptor = await fs.open('plugin:/models/a.bin');

    await expect(fs.read(descriptor, new Uint8Array(4), 0, 4, 0)).rejects.toThrow('ArrayBuffer');
    await expect(fs.read(99, new ArrayBuffer(4), 0, 4, 0)).rejects.toMatchObject({ code: 'EBADF' });
  });
});
