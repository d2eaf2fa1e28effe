import { estimateMatte } from '../../matting';
import type { ModelDescriptor } from '../../models';
import type { NetworkSession } from '../ort';
import { poolMatte, type Pooled } from './golden-matte';
import { drawGoldenPicture } from './golden-picture';

/** What a network sees in its golden input. @throws whatever the session's run throws, unexpected-output */
export async function seeGolden(model: ModelDescriptor, session: NetworkSession): Promise<Pooled> {
  const { input, output } = model;
  const network = { input, output, run: (tensor: Float32Array) => session.run(tensor) };
  return poolMatte(await estimateMatte(drawGoldenPicture(input), network));
}
