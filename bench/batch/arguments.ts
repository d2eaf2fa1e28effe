import { parseArgs } from 'node:util';
import {
  documentOptions,
  toDocumentRequest,
  within,
  type DocumentRequest,
} from '../document-options';

/** What one call of the benchmark was asked to measure. */
export interface BatchRequest extends DocumentRequest {
  /** How many lanes the page is made to have; what it takes for itself on this computer unless given. */
  readonly lanes: number | undefined;
}

export const USAGE = `Times a batch against the same documents one after another, in the simulated Photoshop.
  npm run build && npm run --silent bench:batch
    --count N         documents, 20 unless given
    --megapixels N    of each, 12 unless given
    --quality a       fast, standard or best: fast unless given
    --lanes N         as on a computer that gives this many, 1 to 3
    --root FOLDER     a repository with another build
    --json            for a machine`;

/** @throws RangeError or TypeError for what cannot be measured */
export function parseBatchArguments(args: readonly string[]): BatchRequest {
  const { values } = parseArgs({
    args: [...args],
    options: { ...documentOptions({ count: '20', megapixels: '12' }), lanes: { type: 'string' } },
  });
  const { lanes } = values;
  return {
    ...toDocumentRequest(values, [1, 100]),
    lanes: lanes === undefined ? undefined : within('lanes', lanes, [1, 3]),
  };
}
