import { OffcutError } from '../support';
import type { BlobSource } from './blobs';
import type { UxpFileSystem } from './vendor';

/** The plugin's own files that a page may ask for, by plain names: no folder below these and none above. */
const READABLE = /^(?:models|wasm)\/[a-z0-9][a-z0-9._-]*$/i;

/**
 * Opens one of the plugin's own files. The bytes stay in the file until they are asked for: together the weights are
 * larger than what a plugin may hold.
 * @throws OffcutError `asset-missing`, with the file's name.
 */
export async function openAsset(fs: UxpFileSystem, path: string): Promise<BlobSource> {
  if (!READABLE.test(path)) throw missing(path);
  const address = `plugin:/${path}`;
  const file = await openFile(fs, address).catch((cause: unknown) => {
    throw missing(path, cause);
  });
  return {
    byteLength: file.size,
    heldBytes: 0,
    read: async (position, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await fs
        .read(file.descriptor, bytes.buffer, 0, length, position)
        .catch((cause: unknown) => {
          throw missing(path, cause);
        });
      if (bytesRead !== length) throw missing(path);
      return bytes;
    },
    close: async () => {
      await fs.close(file.descriptor);
    },
  };
}

async function openFile(fs: UxpFileSystem, address: string) {
  const found = await fs.lstat(address);
  if (!found.isFile()) throw new Error('It is not a file');
  return { size: found.size, descriptor: await fs.open(address, 'r') };
}

function missing(path: string, cause?: unknown): OffcutError {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return new OffcutError('asset-missing', `The plugin has no file ${file}`, {
    context: { file },
    cause,
  });
}
