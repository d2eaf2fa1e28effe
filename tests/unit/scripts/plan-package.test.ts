import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseManifest, planPackage } from '../../../scripts/package/plan-package';
import { parseRegistry } from '../../../src/models';

const manifest = parseManifest({
  id: 'com.example.tiny',
  version: '1.2.3',
  main: 'index.js',
  icons: [{ path: 'icons/list.png', scale: [1, 2] }],
  entrypoints: [{ icons: [{ path: 'icons/panel.png', scale: [1] }] }, { type: 'command' }],
});
const registry = parseRegistry(
  JSON.parse(readFileSync(path.join(__dirname, '../../../models/registry.json'), 'utf8')),
);

const BUILT = [
  'panel.html',
  'index.js',
  'models/u2netp.onnx',
  'models/isnet.onnx',
  'models/registry.json',
  'manifest.json',
  'icons/list@1x.png',
  'icons/list@2x.png',
  'icons/panel@1x.png',
  'wasm/ort-wasm-simd-threaded.wasm',
  'wasm/ort-wasm-simd-threaded.jspi.wasm',
  'LICENSE',
  'THIRD_PARTY_NOTICES.md',
];

describe('planPackage', () => {
  it('takes every file of a right build, the manifest first', () => {
    const { files, problems } = planPackage(BUILT, manifest, registry);

    expect(problems).toEqual([]);
    expect(files[0]).toBe('manifest.json');
    expect([...files].sort()).toEqual([...BUILT].sort());
  });

  it.each(BUILT)('notices that %s is missing', (missing) => {
    const present = BUILT.filter((file) => file !== missing);

    expect(planPackage(present, manifest, registry).problems).toEqual([`${missing} is missing`]);
  });

  it.each(['.DS_Store', 'index.js.map', 'models/own.onnx', 'icons/panel.png'])(
    'refuses %s, which nothing accounts for',
    (stray) => {
      expect(planPackage([...BUILT, stray], manifest, registry).problems).toEqual([
        `${stray} does not belong`,
      ]);
    },
  );

  it('leaves weights out whose licence is not permissive, and their registry entries', () => {
    const plan = planPackage(BUILT, manifest, registry, 'permissive');

    expect(plan.problems).toEqual([]);
    expect(plan.files).not.toContain('models/isnet.onnx');
    expect(plan.registry.models.map(({ id }) => id)).toEqual(['u2netp']);
  });
});
