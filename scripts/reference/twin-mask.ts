import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { run } from '../../src/cli';
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
    return await readGrey(path.join(folder, name ?? ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readGrey(file: string): Promise<Plane> {
  const { width, height, data: rgba } = PNG.sync.read(await readFile(file));
  const values = Float64Array.from({ length: width * height }, (_, pixel) => rgba[pixel * 4] ?? 0);
  return { width, height, values };
}
