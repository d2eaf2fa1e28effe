import type { Quality } from '../src/models';

/** What every benchmark of documents in the simulated Photoshop is asked. */
export interface DocumentRequest {
  readonly count: number;
  readonly megapixels: number;
  readonly quality: Quality;
  /** The folder whose `dist` is measured. */
  readonly root: string | undefined;
  readonly isJson: boolean;
}

/** For `parseArgs`, with what counts unless given. */
export function documentOptions(unlessGiven: {
  readonly count: string;
  readonly megapixels: string;
}) {
  return {
    count: { type: 'string', default: unlessGiven.count },
    megapixels: { type: 'string', default: unlessGiven.megapixels },
    quality: { type: 'string', default: 'fast' },
    root: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
}

/** What `parseArgs` gives for the options above. */
interface Words {
  readonly count: string;
  readonly megapixels: string;
  readonly quality: string;
  readonly root?: string | undefined;
  readonly json: boolean;
}

/** Least and most, both possible. */
type Range = readonly [number, number];

const QUALITIES = ['fast', 'standard', 'best'] as const satisfies readonly Quality[];

/** @throws RangeError for what cannot be measured */
export function toDocumentRequest(words: Words, counts: Range): DocumentRequest {
  const quality = QUALITIES.find((known) => known === words.quality);
  if (!quality) throw new RangeError(`Expected a quality but received ${words.quality}`);
  return {
    quality,
    count: within('count', words.count, counts),
    megapixels: within('megapixels', words.megapixels, [1, 100]),
    root: words.root,
    isJson: words.json,
  };
}

/** A whole number in the range. @throws RangeError */
export function within(name: string, text: string, [least, most]: Range): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`Expected ${name} from ${least} to ${most} but received ${text}`);
}
