import { parseArgs } from 'node:util';
import { BASELINE, METHODS } from './methods';

/** What one call of the benchmark was asked to measure. */
export interface BenchmarkRequest {
  /** Folder with index.tsv. */
  readonly folder: string;
  /** The baseline first, each once. */
  readonly methods: readonly string[];
  /** Sources to keep; all unless given. */
  readonly sources?: readonly string[];
  /** Folder that keeps what the networks gave. */
  readonly cache?: string;
  /** Folder for the worst pictures. */
  readonly worst?: string;
  readonly isJson: boolean;
}

export const USAGE = `Measures mattes against ground truth (docs/quality.md).
  npm run --silent bench:quality -- --data DIR    every method on every picture of DIR/index.tsv
    --methods a,b   only these, and the baseline ${BASELINE}
    --sources s,t   only pictures of these sources
    --cache DIR     keeps what the networks gave, so that the next run takes a minute or two
    --worst DIR     writes the ten worst pictures of each method
    --json          one JSON object in place of tables`;

/** @throws Error in words that a person can act on. */
export function parseArguments(argv: readonly string[]): BenchmarkRequest {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  if (values.data === undefined) throw new Error('--data DIR is missing: a folder with index.tsv');
  const chosen = values.methods?.split(',') ?? Object.keys(METHODS);
  const unknown = chosen.filter((name) => !Object.hasOwn(METHODS, name));
  if (unknown.length > 0)
    throw new Error(
      `No method ${unknown.join(', ')}; there are ${Object.keys(METHODS).join(', ')}`,
    );
  return {
    folder: values.data,
    methods: [...new Set([BASELINE, ...chosen])],
    isJson: values.json,
    ...(values.sources === undefined ? {} : { sources: values.sources.split(',') }),
    ...(values.cache === undefined ? {} : { cache: values.cache }),
    ...(values.worst === undefined ? {} : { worst: values.worst }),
  };
}

const OPTIONS = {
  data: { type: 'string' },
  methods: { type: 'string' },
  sources: { type: 'string' },
  cache: { type: 'string' },
  worst: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
