import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';

const ROOT = path.join(__dirname, '../../..');
const folder = path.join(tmpdir(), 'offcut-reference-');
const masks = new Map<string, Promise<Uint8Array>>();

/** The demo photograph's mask as onnxruntime-node makes it of the published weights; 8-bit, made once a run. */
export function demoReference(model: 'u2netp' | 'isnet'): Promise<Uint8Array> {
  const known = masks.get(model) ?? makeReference(model);
  masks.set(model, known);
  return known;
}

async function makeReference(model: string): Promise<Uint8Array> {
  const out = mkdtempSync(folder);
  const argv = ['--import', 'tsx', 'scripts/reference.ts', '--model', model, '--out', out];
  await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
  const { data: rgba } = PNG.sync.read(readFileSync(path.join(out, `${model}.png`)));
  return Uint8Array.from({ length: rgba.length / 4 }, (_, index) => rgba[index * 4] ?? 0);
}
