import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

/** A picture to work on, and where below the output folder it belongs. */
export interface Input {
  /** As a person named it, or the named folder joined with what was found in it. */
  readonly path: string;
  /** Folder between the folder that was named and the picture: empty for a picture that was named itself. */
  readonly subfolder: string;
}

/**
 * The pictures that `paths` name, in that order, folders in the order of their names, each file once. A named file is
 * taken whatever its extension and even when it does not exist, so that it is reported; a folder gives its files with a
 * picture's extension that are not outputs of an earlier run. Hidden entries and links to folders are passed over.
 */
export async function findInputs(
  paths: readonly string[],
  { isRecursive }: { readonly isRecursive: boolean },
): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const path of paths)
    inputs.push(
      ...((await isFolder(path))
        ? await listFolder(path, path, isRecursive)
        : [{ path, subfolder: '' }]),
    );
  return withoutRepeats(inputs);
}

const PICTURE_EXTENSIONS = new Set(
  '.png .jpg .jpeg .jpe .jfif .webp .tif .tiff .avif .gif'.split(' '),
);
const OUTPUT_NAME = /\.(mask|cutout)\.png$/i;

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function listFolder(root: string, folder: string, isRecursive: boolean): Promise<Input[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  // A folder that cannot be listed is reported like a picture that cannot be read.
  if (!entries) return [{ path: folder, subfolder: '' }];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const inputs: Input[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && isRecursive)
      inputs.push(...(await listFolder(root, path, isRecursive)));
    if (!entry.isDirectory() && isPictureName(entry.name))
      inputs.push({ path, subfolder: relative(root, folder) });
  }
  return inputs;
}

function isPictureName(name: string): boolean {
  return PICTURE_EXTENSIONS.has(extname(name).toLowerCase()) && !OUTPUT_NAME.test(name);
}

async function withoutRepeats(inputs: readonly Input[]): Promise<Input[]> {
  const byRealPath = new Map<string, Input>();
  for (const input of inputs) {
    const key = await realpath(input.path).catch(() => input.path);
    if (!byRealPath.has(key)) byRealPath.set(key, input);
  }
  return [...byRealPath.values()];
}
