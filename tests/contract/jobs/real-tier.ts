import { readModel } from '../../support/engine-files';
import type { Tier } from '../../../src/jobs';

/** The fast tier of the registry, whose weights must be laid. */
export function fastTier(): Tier {
  return { quality: 'fast', fine: readModel('u2netp').model };
}
