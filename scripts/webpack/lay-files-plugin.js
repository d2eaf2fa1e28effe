import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Copies files beside the bundles after each build, skipping those that are already there (weights are large). */
export class LayFilesPlugin {
  /** @param files [from, to] pairs; `to` is below the output folder. */
  constructor(files) {
    this.files = files;
  }

  apply(compiler) {
    compiler.hooks.afterEmit.tapPromise('LayFilesPlugin', async () => {
      const folder = compiler.options.output.path;
      await Promise.all(this.files.map(([from, to]) => layFile(from, path.join(folder, to))));
    });
  }
}

async function layFile(from, to) {
  const source = await stat(from);
  const laid = await stat(to).catch(() => undefined);
  if (laid && laid.size === source.size && laid.mtimeMs >= source.mtimeMs) return;
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to);
}
