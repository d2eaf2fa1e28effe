import { estimateMatte, type Network } from '../../matting';
import type { ModelDescriptor } from '../../models';
import { inputsOf } from '../network-inputs';
import type { NetworkSession } from '../ort';
import { ProviderTrouble } from '../provider-trouble';
import { differenceOf, fromGolden, isTolerable, poolMatte, type Difference } from './golden-matte';
import type { Pooled } from './golden-matte';
import { drawGoldenPicture } from './golden-picture';

/** What a network sees in its golden input, and how long it took to run at its own extent, without the drawing. */
export interface GoldenSight {
  /** The pooled matte for each way in which the network is fed, one after the other. */
  readonly pooled: Pooled;
  readonly runMs: number;
}

/** @throws whatever `run` throws, unexpected-output */
export async function seeGolden(
  { input, output }: Pick<ModelDescriptor, 'input' | 'output'>,
  run: NetworkSession['run'],
): Promise<GoldenSight> {
  const sights: GoldenSight[] = [];
  for (const fed of inputsOf(input)) sights.push(await seeAt(fed, output, run));
  const pooled = sights.flatMap((sight) => [...sight.pooled]);
  return { pooled: Float32Array.from(pooled), runMs: sights[0]?.runMs ?? 0 };
}

async function seeAt(
  input: ModelDescriptor['input'],
  output: ModelDescriptor['output'],
  run: NetworkSession['run'],
): Promise<GoldenSight> {
  let runMs = 0;
  const timed: Network['run'] = async (tensor) => {
    const begun = performance.now();
    const seen = await run(tensor, input);
    runMs = performance.now() - begun;
    return seen;
  };
  const matte = await estimateMatte(drawGoldenPicture(input), { input, output, run: timed });
  return { pooled: poolMatte(matte), runMs };
}

/** Proves that what was seen is what the network sees on the CPU. @throws ProviderTrouble: wrong-numbers */
export function assertGolden(
  { golden }: Pick<ModelDescriptor, 'golden'>,
  { pooled }: Pick<GoldenSight, 'pooled'>,
): Difference {
  const difference = differenceOf(pooled, fromGolden(golden));
  if (isTolerable(difference)) return difference;
  const [mean, max] = [difference.mean.toFixed(4), difference.max.toFixed(4)];
  throw new ProviderTrouble('wrong-numbers', `the golden matte is off by ${mean}, at worst ${max}`);
}
