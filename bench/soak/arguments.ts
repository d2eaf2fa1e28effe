import { parseArgs } from 'node:util';
import { documentOptions, toDocumentRequest, type DocumentRequest } from '../document-options';

export const USAGE = `Removes one background after another in the simulated Photoshop and looks whether memory grows.
  npm run build && npm run --silent bench:soak
    --count N         documents, 200 unless given
    --megapixels N    of each, 1 unless given
    --quality a       fast, standard or best: fast unless given
    --root FOLDER     a repository with another build
    --json            for a machine`;

/** Fewer documents have no slope once the first ones have warmed up. */
const COUNTS = [40, 10_000] as const;

/** @throws RangeError or TypeError for what cannot be done */
export function parseSoakArguments(args: readonly string[]): DocumentRequest {
  const options = documentOptions({ count: '200', megapixels: '1' });
  return toDocumentRequest(parseArgs({ args: [...args], options }).values, COUNTS);
}
