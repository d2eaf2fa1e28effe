import type { PluginFiles } from '../api';
import { type Place, createFileError, createMissing, parsePath } from './paths';

/** The two folders that a plugin reaches without asking: its own, read only, and the one for its data. */
export interface FileStore {
  readonly size: (path: unknown) => Promise<number | undefined>;
  /** @throws when there is no such file. */
  readonly read: (path: unknown, offset: number, length: number) => Promise<Uint8Array>;
  /** @throws below `plugin:/`. Copies the bytes. */
  readonly write: (path: unknown, bytes: Uint8Array) => void;
  readonly remove: (path: unknown) => void;
  /** Names directly below a folder. */
  readonly list: (path: unknown) => readonly string[];
}

export function createFileStore(
  pluginFiles: PluginFiles | undefined,
  dataFiles: Map<string, Uint8Array>,
): FileStore {
  const sizeOf = async ({ scheme, path }: Place) =>
    scheme === 'plugin' ? pluginFiles?.size(path) : dataFiles.get(path)?.byteLength;

  return {
    size: async (path) => sizeOf(parsePath(path)),
    read: async (path, offset, length) => {
      const place = parsePath(path);
      const size = await sizeOf(place);
      if (size === undefined) throw createMissing(path);
      const end = Math.min(size, offset + length);
      if (place.scheme === 'plugin-data')
        return (dataFiles.get(place.path) ?? new Uint8Array()).slice(offset, end);
      return pluginFiles?.read(place.path, offset, Math.max(0, end - offset)) ?? new Uint8Array();
    },
    write: (path, bytes) => {
      dataFiles.set(parseWritable(path), bytes.slice());
    },
    remove: (path) => {
      if (!dataFiles.delete(parseWritable(path))) throw createMissing(path);
    },
    list: (path) => {
      const { scheme, path: folder } = parsePath(path);
      if (scheme === 'plugin') throw createFileError('ENOTSUP', 'listing plugin:/');
      const below = folder === '' ? '' : `${folder}/`;
      const names = [...dataFiles.keys()]
        .filter((file) => file.startsWith(below))
        .map((file) => file.slice(below.length).split('/')[0] ?? '');
      return [...new Set(names)];
    },
  };
}

function parseWritable(path: unknown): string {
  const place = parsePath(path);
  if (place.scheme === 'plugin') throw createFileError('EROFS', 'plugin:/ is read only');
  if (place.path === '') throw createFileError('EISDIR', 'illegal operation on a directory');
  return place.path;
}
