import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compose, type Labelled } from './compose';
import { readMatte, readPhoto, writeMatte, writePhoto } from './picture-files';
import { readIndex, type Sample } from './read-index';

/**
 * Makes pictures whose foreground colours are known, for the fringe (docs/quality.md), from photographs with true mattes.
 *   npm run --silent bench:composites -- --data DIR --out DIR
 * writes OUT/index.tsv and, for each picture with a soft matte and one subject, the composite, its matte and its foreground.
 */
const { values: flags } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' } },
});
if (flags.data === undefined || flags.out === undefined)
  throw new Error('Both are needed: --data DIR (a folder with index.tsv) and --out DIR');
const folder = flags.out;

const samples = (await readIndex(flags.data)).filter(
  ({ set, hasSingleSubject }) => set !== 'hard' && hasSingleSubject,
);
const rows = [['source', 'name', 'image', 'gt', 'gt_kind', 'single_subject', 'foreground']];
await mkdir(folder, { recursive: true });
for (const [index, sample] of samples.entries()) {
  // Half the list away: the scene is of another photograph, and mostly of another source.
  const other = samples[(index + Math.floor(samples.length / 2)) % samples.length];
  const row = await makeComposite(sample, other);
  if (row) rows.push(row);
}
await writeFile(join(folder, 'index.tsv'), rows.map((row) => `${row.join('\t')}\n`).join(''));
process.stderr.write(`${rows.length - 1} composites in ${folder}\n`);

async function makeComposite(sample: Sample, other: Sample): Promise<string[] | undefined> {
  const subject: Labelled = {
    photo: await readPhoto(sample.image),
    truth: await readMatte(sample.truth),
  };
  const scene: Labelled = {
    photo: await readPhoto(other.image, subject.photo),
    truth: await readMatte(other.truth, subject.photo),
  };
  const composite = compose(subject, scene);
  if (!composite) return undefined;
  const files = [`${sample.name}.png`, `${sample.name}.gt.png`];
  const foreground = `${sample.name}.fg.png`;
  await writePhoto(composite.picture, join(folder, files[0]));
  await writeMatte(subject.truth, join(folder, files[1]));
  await writePhoto(composite.foreground, join(folder, foreground));
  return ['composite', sample.name, ...files, 'alpha', 'yes', foreground];
}
