import { estimateMatte, type Network } from '../../matting';
import type { ModelDescriptor } from '../../models';
import { ProviderTrouble } from '../provider-trouble';
import { differenceOf, fromGolden, isTolerable, poolMatte, type Difference } from './golden-matte';
import type { Pooled } from './golden-matte';
import { drawGoldenPicture } from './golden-picture';

/** What a network sees in its golden input, and how long it took to run, without the drawing. */
export interface GoldenSight {
  readonly pooled: Pooled;
  readonly runMs: number;
}

/** @throws whatever `run` throws, unexpected-output */
export async function seeGolden(
  { input, output }: Pick<ModelDescriptor, 'input' | 'output'>,
  run: Network['run'],
): Promise<GoldenSight> {
  let runMs = 0;
  const timed: Network['run'] = async (tensor) => {
    const begun = performance.now();
    const seen = await run(tensor);
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
