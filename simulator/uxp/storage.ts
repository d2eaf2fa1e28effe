import type { FileStore } from './file-store';
import { createFileError } from './paths';

const formats = { utf8: Symbol('utf8'), binary: Symbol('binary') };

interface FormatOptions {
  readonly format?: symbol;
}

/** `require('uxp').storage`, as far as the plugin's own folders go. */
export function createStorage(files: FileStore) {
  return {
    formats,
    localFileSystem: {
      getPluginFolder: () => Promise.resolve(createFolder(files, 'plugin:/')),
      getDataFolder: () => Promise.resolve(createFolder(files, 'plugin-data:/')),
    },
  };
}

function createFolder(files: FileStore, url: string) {
  return {
    isFile: false,
    isFolder: true,
    url,
    getEntry: async (name: string) => {
      if ((await files.size(url + name)) === undefined)
        throw createFileError('ENOENT', `Could not find an entry of that path: ${name}`);
      return createFile(files, url + name);
    },
    createFile: async (name: string, { overwrite = false }: { overwrite?: boolean } = {}) => {
      const exists = (await files.size(url + name)) !== undefined;
      if (exists && !overwrite) throw createFileError('EEXIST', `${name} exists`);
      files.write(url + name, new Uint8Array());
      return createFile(files, url + name);
    },
  };
}

function createFile(files: FileStore, url: string) {
  return {
    isFile: true,
    isFolder: false,
    name: url.split('/').at(-1) ?? '',
    url,
    read: async ({ format = formats.utf8 }: FormatOptions = {}) => {
      const bytes = await files.read(url, 0, Number.MAX_SAFE_INTEGER);
      return format === formats.binary ? bytes.slice().buffer : new TextDecoder().decode(bytes);
    },
    write: (content: string | ArrayBuffer): Promise<number> => {
      const bytes =
        typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
      files.write(url, bytes);
      return Promise.resolve(bytes.byteLength);
    },
  };
}
