import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { DEMO_PHOTOGRAPH } from './demo-photograph';

export type Quality = 'fast' | 'standard' | 'best';

const ROOT = path.join(__dirname, '../../..');
const folder = path.join(tmpdir(), 'offcut-twin-');
const masks = new Map<Quality, Promise<Uint8Array>>();

/** The demo photograph's refined mask as the headless twin writes it, in Node and from the file; 8-bit, made once a run. */
export function twinMask(quality: Quality): Promise<Uint8Array> {
  const known = masks.get(quality) ?? makeMask(quality);
  masks.set(quality, known);
  return known;
}

async function makeMask(quality: Quality): Promise<Uint8Array> {
  const out = mkdtempSync(folder);
  const wish = ['--quality', quality, '--output', 'mask', '--threads', '1', '--out', out];
  const argv = ['--import', 'tsx', 'src/cli/main.ts', DEMO_PHOTOGRAPH, ...wish];
  await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
  const { data: rgba } = PNG.sync.read(readFileSync(path.join(out, 'image.mask.png')));
  return Uint8Array.from({ length: rgba.length / 4 }, (_, index) => rgba[index * 4] ?? 0);
}
