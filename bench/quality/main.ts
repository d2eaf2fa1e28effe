import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { describe } from './describe';
import { measure, methodNamed, type Measurement } from './measure';
import { BASELINE, METHODS } from './methods';
import { createNetworks } from './networks';
import { readIndex } from './read-index';
import { summarise } from './summarise';
import { writeWorst } from './write-worst';

/**
 * Measures mattes against ground truth (docs/quality.md).
 *   npm run --silent bench:quality -- --data DIR                   every method, every picture of DIR/index.tsv
 *     --methods a,b      only these, and the baseline
 *     --sources s,t      only pictures of these sources
 *     --cache DIR        keeps what the networks gave, so that the next run takes seconds
 *     --worst DIR        writes the ten worst pictures of each method
 *     --json             one JSON object in place of tables
 */
const { values: flags } = parseArgs({
  options: {
    data: { type: 'string' },
    methods: { type: 'string' },
    sources: { type: 'string' },
    cache: { type: 'string' },
    worst: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
if (flags.data === undefined) throw new Error('--data DIR is missing: a folder with index.tsv');

const methods = [...new Set([BASELINE, ...(flags.methods?.split(',') ?? Object.keys(METHODS))])];
methods.forEach(methodNamed);
const sources = flags.sources?.split(',');
const samples = (await readIndex(flags.data)).filter(
  ({ source }) => sources?.includes(source) ?? true,
);
const networks = createNetworks({
  projectFolder: fileURLToPath(new URL('../..', import.meta.url)),
  threads: Math.min(4, availableParallelism()),
  ...(flags.cache === undefined ? {} : { cache: flags.cache }),
});

const measurements: Measurement[] = [];
for (const [index, sample] of samples.entries()) {
  process.stderr.write(`[${index + 1}/${samples.length}] ${sample.source} ${sample.name}\n`);
  measurements.push(await measure(sample, methods, networks));
}
const rows = summarise(measurements, methods);
process.stdout.write(
  `${flags.json ? JSON.stringify({ baseline: BASELINE, rows, pictures: measurements.map(toEntry) }) : describe(rows)}\n`,
);
for (const method of flags.worst === undefined ? [] : methods)
  await writeWorst(measurements, method, { folder: flags.worst ?? '', networks });

function toEntry({ sample, isFair, scores }: Measurement) {
  return { source: sample.source, name: sample.name, set: sample.set, isFair, scores };
}
