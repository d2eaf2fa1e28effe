import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Input } from './find-inputs';

/** One picture with the files that it becomes. */
export interface Job {
  readonly input: Input;
  readonly folder: string;
  readonly mask: string;
  readonly cutOut: string;
}

/**
 * Gives each input its NAME.mask.png and NAME.cutout.png, beside it or in `out`. Where that would meet another output of
 * this run or one of the inputs, NAME becomes NAME-2, NAME-3 and so on. Letter case does not tell names apart, because
 * it does not on every file system.
 */
export function planOutputs(inputs: readonly Input[], out?: string): Job[] {
  const taken = new Set(inputs.map(({ path }) => keyOf(path)));
  return inputs.map((input) => {
    const folder = out === undefined ? dirname(input.path) : join(out, input.subfolder);
    const job = firstFree(input, folder, taken);
    taken.add(keyOf(job.mask)).add(keyOf(job.cutOut));
    return job;
  });
}

function firstFree(input: Input, folder: string, taken: ReadonlySet<string>): Job {
  const name = basename(input.path, extname(input.path));
  for (let count = 1; ; count += 1) {
    const stem = join(folder, count === 1 ? name : `${name}-${count}`);
    const job = { input, folder, mask: `${stem}.mask.png`, cutOut: `${stem}.cutout.png` };
    if (!taken.has(keyOf(job.mask)) && !taken.has(keyOf(job.cutOut))) return job;
  }
}

function keyOf(path: string): string {
  return resolve(path).toLowerCase();
}
