import type { PluginFiles } from '../api';

/**
 * Reads the plugin's files from the server. Each is fetched once and stays open as a Blob, which the browser may keep
 * on disk: weights that are read in slices never lie in memory whole.
 *
 * @param folder - the server's folder that stands for `plugin:/`, with a slash at the end
 */
export function createPluginFiles(folder: string): PluginFiles {
  const blobs = new Map<string, Promise<Blob>>();
  const openFile = (path: string): Promise<Blob> => {
    const blob = blobs.get(path) ?? fetchBlob(folder + path);
    blobs.set(path, blob);
    blob.catch(() => blobs.delete(path));
    return blob;
  };
  return {
    size: (path) => sizeOf(folder + path),
    read: async (path, offset, length) => {
      const blob = await openFile(path);
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}

async function sizeOf(address: string): Promise<number | undefined> {
  const response = await fetch(address, { method: 'HEAD' });
  return response.ok ? Number(response.headers.get('content-length')) : undefined;
}

async function fetchBlob(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address}`);
  return response.blob();
}
