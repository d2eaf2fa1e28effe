import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PNG } from 'pngjs';
import { DEMO_EXTENT } from './demo-photograph';

const ROOT = path.join(__dirname, '../../..');
const folder = path.join(tmpdir(), 'offcut-reference-');
const masks = new Map<string, Promise<Uint8Array>>();

const NETWORKS = { fast: 'u2netp', standard: 'isnet' } as const;

/**
 * The demo photograph's mask as onnxruntime-node makes it of the published weights; 8-bit, made once a run. Nothing refines
 * it: only away from edges is it what the product draws.
 */
export function demoReference(quality: 'fast' | 'standard'): Promise<Uint8Array> {
  const model = NETWORKS[quality];
  const known = masks.get(model) ?? makeReference(model);
  masks.set(model, known);
  return known;
}

/** Nearer than this to a soft pixel of the reference lies what a refinement may change; in pixels of the photograph. */
const EDGE_REACH = 10;

/** The mean difference, in 8-bit steps, over the share of the photograph that lies away from the reference's edges. */
export function compareAwayFromEdges(
  mask: Uint8Array,
  reference: Uint8Array,
): { readonly share: number; readonly difference: number } {
  if (mask.length !== reference.length) throw new Error('Masks of two pictures');
  const near = nearEdges(reference, DEMO_EXTENT);
  const away = [...mask.keys()].filter((pixel) => near[pixel] === 0);
  const sum = away.reduce((total, i) => total + Math.abs((mask[i] ?? 0) - (reference[i] ?? 0)), 0);
  return { share: away.length / mask.length, difference: sum / away.length };
}

/** 1 in a square around every pixel that is neither subject nor background. */
function nearEdges(mask: Uint8Array, { width, height }: typeof DEMO_EXTENT): Uint8Array {
  const near = new Uint8Array(mask.length);
  mask.forEach((value, pixel) => {
    if (value < 13 || value > 242) return;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const left = Math.max(0, x - EDGE_REACH);
    const right = Math.min(width, x + EDGE_REACH + 1);
    for (let row = Math.max(0, y - EDGE_REACH); row < Math.min(height, y + EDGE_REACH + 1); row++)
      near.fill(1, row * width + left, row * width + right);
  });
  return near;
}

async function makeReference(model: string): Promise<Uint8Array> {
  const out = mkdtempSync(folder);
  const argv = ['--import', 'tsx', 'scripts/reference.ts', '--model', model, '--out', out];
  await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
  const { data: rgba } = PNG.sync.read(readFileSync(path.join(out, `${model}.png`)));
  return Uint8Array.from({ length: rgba.length / 4 }, (_, index) => rgba[index * 4] ?? 0);
}
