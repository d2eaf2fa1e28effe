import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../src/cli';
import { readPlane } from './plane-files';
import type { Plane } from './resize-plane';

/** The mask that the headless twin writes for a file, read back from its PNG. */
export async function twinMask(file: string, quality: 'fast' | 'standard'): Promise<Plane> {
  const folder = await mkdtemp(path.join(tmpdir(), 'offcut-reference-'));
  try {
    const argv = [file, '--out', folder, '--output', 'mask', '--quality', quality, '--json'];
    const lines: string[] = [];
    const exitCode = await run(argv, {
      print: (line) => lines.push(line),
      note: () => undefined,
      projectFolder: path.join(import.meta.dirname, '../..'),
    });
    if (exitCode !== 0) throw new Error(lines.join('\n'));
    const [name] = await readdir(folder);
    return await readPlane(path.join(folder, name ?? ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}
