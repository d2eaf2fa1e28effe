import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRegistry } from '../../src/models';
import type { ModelRegistry } from '../../src/models';

/** The registry below `root`. @throws registry-invalid */
export function readRegistry(root: string): ModelRegistry {
  return parseRegistry(JSON.parse(readFileSync(path.join(root, 'models/registry.json'), 'utf8')));
}
