import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseRegistry } from '../src/models';
import { checkModel } from './models/lay-model';
import { parseManifest, planPackage } from './package/plan-package';
import type { PackagePlan, Weights } from './package/plan-package';
import { writeCcx } from './package/write-ccx';

/**
 * Makes the installable plugin from the built folder.
 *   npm run package                            every network of the registry
 *   npm run package -- --weights permissive    only those that may be bundled and sold without further conditions
 */
const ROOT = path.join(import.meta.dirname, '..');
const PLUGIN = path.join(ROOT, 'dist/plugin');
const REBUILD = 'remove dist, then npm run build';

try {
  console.log(await makePackage(weightsAsked()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function weightsAsked(): Weights {
  const { weights } = parseArgs({
    options: { weights: { type: 'string', default: 'all' } },
  }).values;
  if (weights === 'all' || weights === 'permissive') return weights;
  throw new Error(`--weights takes "all" or "permissive", not "${weights}"`);
}

/** The sentence that says what was made. */
async function makePackage(weights: Weights): Promise<string> {
  if (!existsSync(path.join(PLUGIN, 'manifest.json')))
    throw new Error('There is no build in dist/plugin. To mend it: npm run build');
  const manifest = parseManifest(readJson('manifest.json'));
  const plan = planPackage(
    filesBelow(PLUGIN),
    manifest,
    parseRegistry(readJson('models/registry.json')),
    weights,
  );
  await assertSound(plan);
  const ccx = writeCcx(plan.files.map((file) => ({ path: file, bytes: bytesOf(file, plan) })));
  const folder = weights === 'all' ? manifest.version : `${manifest.version}-${weights}`;
  const target = `artifacts/${folder}/${manifest.id}_PS.ccx`;
  await mkdir(path.join(ROOT, path.dirname(target)), { recursive: true });
  await writeFile(path.join(ROOT, target), ccx);
  const models = plan.registry.models.map(({ id }) => id).join(', ');
  return `${target}: ${plan.files.length} files, ${(ccx.length / 1e6).toFixed(1)} MB, models ${models}`;
}

async function assertSound({ problems, registry }: PackagePlan): Promise<void> {
  if (problems.length > 0)
    throw new Error(
      `dist/plugin cannot be packaged:\n  ${problems.join('\n  ')}\nTo mend it: ${REBUILD}`,
    );
  for (const model of registry.models) await checkModel(PLUGIN, model, REBUILD);
}

/** A file's bytes; the registry's are made anew, because it may name fewer models than the build's. */
function bytesOf(file: string, plan: PackagePlan): Uint8Array {
  if (file === 'models/registry.json')
    return Buffer.from(`${JSON.stringify(plan.registry, null, 2)}\n`);
  return readFileSync(path.join(PLUGIN, file));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(PLUGIN, file), 'utf8'));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}
