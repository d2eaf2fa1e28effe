import { parseArgs } from 'node:util';

/** What one call of the benchmark was asked to measure. */
export interface BatchRequest {
  readonly count: number;
  readonly megapixels: number;
  readonly quality: 'fast' | 'standard' | 'best';
  /** How many lanes the page is made to have; what it takes for itself on this computer unless given. */
  readonly lanes: number | undefined;
  /** The folder whose `dist` is measured. */
  readonly root: string | undefined;
  readonly isJson: boolean;
}

export const USAGE = `Times a batch against the same documents one after another, in the simulated Photoshop.
  npm run build && npm run --silent bench:batch
    --count N         documents, 20 unless given
    --megapixels N    of each, 12 unless given
    --quality a       fast, standard or best: fast unless given
    --lanes N         as on a computer that gives this many, 1 to 3
    --root FOLDER     a repository with another build
    --json            for a machine`;

const QUALITIES = ['fast', 'standard', 'best'] as const;

/** @throws RangeError or TypeError for what cannot be measured */
export function parseBatchArguments(args: readonly string[]): BatchRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '20' },
      megapixels: { type: 'string', default: '12' },
      quality: { type: 'string', default: 'fast' },
      lanes: { type: 'string' },
      root: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const quality = QUALITIES.find((known) => known === values.quality);
  if (!quality) throw new RangeError(`Expected a quality but received ${values.quality}`);
  return {
    quality,
    count: within('count', values.count, [1, 100]),
    megapixels: within('megapixels', values.megapixels, [1, 100]),
    lanes: values.lanes === undefined ? undefined : within('lanes', values.lanes, [1, 3]),
    root: values.root,
    isJson: values.json,
  };
}

function within(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`Expected ${name} from ${least} to ${most} but received ${text}`);
}
