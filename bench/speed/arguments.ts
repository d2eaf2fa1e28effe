import { parseArgs } from 'node:util';
import type { ExecutionProvider } from '../../src/engine';
import type { Quality } from '../../src/models';

/** What one call of the benchmark was asked to measure. */
export interface SpeedRequest {
  /** Megapixels, rising: keys of PICTURES. */
  readonly sizes: readonly number[];
  /** Warm runs of each tool and picture. */
  readonly runs: number;
  readonly tiers: readonly Quality[];
  /** What the engine is told to run on; where it falls back, the report says on what it ran. */
  readonly providers: readonly ExecutionProvider[];
  readonly parts: readonly Part[];
  readonly isJson: boolean;
}

/** `peer` and `ours` run in the browser; `native` compares two runtimes in Node. */
export type Part = (typeof PARTS)[number];

/** Extents by their megapixels: those of a screen, of a phone and of a camera. */
export const PICTURES = {
  1: { width: 1224, height: 816 },
  12: { width: 4243, height: 2828 },
  24: { width: 6000, height: 4000 },
} as const;

const PARTS = ['peer', 'ours', 'native'] as const;
const TIERS = ['fast', 'standard', 'best'] as const satisfies readonly Quality[];
const PROVIDERS = ['wasm', 'webgpu'] as const satisfies readonly ExecutionProvider[];
const MOST_RUNS = 50;

export const USAGE = `Measures how fast Offcut is against @imgly/background-removal, on one thread.
  npm ci --prefix bench                           installs the peer, once
  npm run --silent bench:speed                    every size, fast and standard
    --sizes 1,12    megapixels: ${Object.keys(PICTURES).join(', ')}
    --runs N        warm runs of each, 3 unless given
    --tiers a,b     ${TIERS.join(', ')}
    --best          best, too
    --providers a   ${PROVIDERS.join(', ')}: wasm unless given; with webgpu every browser may use the GPU
    --only NAME     one part: ${PARTS.join(', ')}
    --json          one JSON object with every run in place of tables
    --help          this`;

/** Undefined where only help was asked for. @throws Error in words that a person can act on. */
export function parseArguments(argv: readonly string[]): SpeedRequest | undefined {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  if (values.help) return undefined;
  const tiers = toKnown(listOf(values.tiers), TIERS, '--tiers');
  return {
    sizes: toSizes(values.sizes),
    runs: toRuns(values.runs),
    tiers: TIERS.filter((tier) => tiers.includes(tier) || (values.best && tier === 'best')),
    providers: toKnown(listOf(values.providers), PROVIDERS, '--providers'),
    parts: values.only === undefined ? PARTS : toKnown([values.only], PARTS, '--only'),
    isJson: values.json,
  };
}

const OPTIONS = {
  sizes: { type: 'string', default: Object.keys(PICTURES).join(',') },
  runs: { type: 'string', default: '3' },
  tiers: { type: 'string', default: 'fast,standard' },
  providers: { type: 'string', default: 'wasm' },
  best: { type: 'boolean', default: false },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function listOf(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}

function toSizes(text: string): number[] {
  const sizes = toKnown(listOf(text), Object.keys(PICTURES), '--sizes');
  return [...new Set(sizes.map(Number))].sort((a, b) => a - b);
}

function toKnown<T extends string>(words: readonly string[], known: readonly T[], option: string) {
  const unknown = words.filter((word) => !known.some((name) => name === word));
  if (unknown.length > 0)
    throw new Error(`${option} knows no "${unknown.join(', ')}"; there are ${known.join(', ')}`);
  return known.filter((name) => words.includes(name));
}

function toRuns(text: string): number {
  const runs = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(runs >= 1 && runs <= MOST_RUNS))
    throw new Error(`--runs takes a whole number from 1 to ${MOST_RUNS}, not "${text}"`);
  return runs;
}
