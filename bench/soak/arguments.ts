import { parseArgs } from 'node:util';
import type { Quality } from '../../src/models';

/** What one call of the soak was asked to do. */
export interface SoakWish {
  readonly count: number;
  readonly megapixels: number;
  readonly quality: Quality;
  /** The folder whose `dist` is measured. */
  readonly root: string | undefined;
  readonly isJson: boolean;
}

export const USAGE = `Removes one background after another in the simulated Photoshop and looks whether memory grows.
  npm run build && npm run --silent bench:soak
    --count N         documents, 200 unless given
    --megapixels N    of each, 1 unless given
    --quality a       fast, standard or best: fast unless given
    --root FOLDER     a repository with another build
    --json            for a machine`;

const QUALITIES = ['fast', 'standard', 'best'] as const;

/** @throws RangeError or TypeError for what cannot be done */
export function parseSoakArguments(args: readonly string[]): SoakWish {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '200' },
      megapixels: { type: 'string', default: '1' },
      quality: { type: 'string', default: 'fast' },
      root: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const quality = QUALITIES.find((known) => known === values.quality);
  if (!quality) throw new RangeError(`Expected a quality but received ${values.quality}`);
  return {
    quality,
    // Fewer have no slope once the first ones have warmed up.
    count: within('count', values.count, [40, 10_000]),
    megapixels: within('megapixels', values.megapixels, [1, 100]),
    root: values.root,
    isJson: values.json,
  };
}

function within(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`Expected ${name} from ${least} to ${most} but received ${text}`);
}
