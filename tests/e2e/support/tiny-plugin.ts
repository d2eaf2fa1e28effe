import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toGolden } from '../../../src/engine/self-test/golden-matte';
import { tinyIsnet } from '../../support/tiny-isnet';

const ROOT = path.join(__dirname, '../../..');

/**
 * A folder that the simulator's server takes for the repository: everything in it is what was built, but the registry
 * names one tiny network, for fast. So a removal takes a moment. The network sees what is more red than blue.
 */
export function layTinyPlugin(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'offcut-tiny-'));
  const plugin = path.join(root, 'dist/plugin');
  mkdirSync(path.join(plugin, 'models'), { recursive: true });
  for (const name of ['panel.html', 'index.js', 'manifest.json', 'icons', 'wasm'])
    symlinkSync(path.join(ROOT, 'dist/plugin', name), path.join(plugin, name));
  for (const name of ['dist/simulator', 'simulator'])
    symlinkSync(path.join(ROOT, name), path.join(root, name));
  // Only a GPU is asked for it.
  const { model, weights } = tinyIsnet(toGolden(new Float32Array(32 * 32)));
  writeFileSync(path.join(plugin, model.path), weights);
  writeFileSync(path.join(plugin, 'models/registry.json'), JSON.stringify({ models: [model] }));
  return root;
}
