import { isSameExtent } from '../../src/raster';
import { BASELINE, METHODS, type Method, type MethodOutput } from './methods';
import type { Networks } from './networks';
import { readMatte, readPhoto } from './picture-files';
import type { Sample } from './read-index';
import { score, toTruth, type Scores } from './score';

/** What every method scored on one picture; the baseline alone where it is not fair. */
export interface Measurement {
  readonly sample: Sample;
  /** The picture has one subject and the baseline found it: only then are edges worth comparing. */
  readonly isFair: boolean;
  readonly scores: Readonly<Record<string, Scores>>;
}

const FOUND = 0.85;

/** Runs and scores the baseline on one picture, and where that is fair the methods. @throws Error naming the picture. */
export async function measure(
  sample: Sample,
  methods: readonly string[],
  networks: Networks,
): Promise<Measurement> {
  const photo = await readPhoto(sample.image);
  const matte = await readMatte(sample.truth);
  if (!isSameExtent(photo, matte)) throw new Error(`${sample.truth} is not of its photo's size`);
  const truth = toTruth(matte, sample.foreground ? await readPhoto(sample.foreground) : undefined);
  const outputs = networks.outputsFor(keyOf(sample), photo);
  const scoreOf = async (name: string): Promise<Scores> =>
    score(photo, toOutput(await methodNamed(name)(photo, outputs)), truth);
  const scores: Record<string, Scores> = { [BASELINE]: await scoreOf(BASELINE) };
  const isFair = sample.hasSingleSubject && (scores[BASELINE].iou ?? 0) > FOUND;
  if (isFair) for (const name of methods) if (name !== BASELINE) scores[name] = await scoreOf(name);
  return { sample, isFair, scores };
}

export function keyOf({ source, name }: Sample): string {
  return `${source}__${name}`;
}

/** @throws Error naming the methods that exist. */
export function methodNamed(name: string): Method {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) throw new Error(`No method '${name}'; there are ${Object.keys(METHODS).join(', ')}`);
  return method;
}

export function toOutput(output: Float32Array | MethodOutput): MethodOutput {
  return output instanceof Float32Array ? { alpha: output } : output;
}
