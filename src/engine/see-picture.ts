import { estimateMatte, type Look, type Network, type See } from '../matting';
import type { ModelDescriptor } from '../models';
import { mirrorImage, type RgbImage } from '../raster';
import { invalidArgument } from '../support';
import type { EstimateRequest, RunReport } from './engine';
import { inputAt } from './network-inputs';
import type { NetworkSession } from './ort';

export interface LoadedNetwork {
  readonly model: ModelDescriptor;
  readonly session: NetworkSession;
}

/** A tier's networks, ready to run. */
export interface LoadedTier {
  readonly fine: LoadedNetwork;
  readonly steady?: LoadedNetwork;
}

/** What the networks did, and how long it took. */
type PassReport = Pick<
  RunReport,
  'networks' | 'passes' | 'preprocessMs' | 'inferenceMs' | 'postprocessMs'
>;

export interface PictureSight {
  readonly see: See;
  /** All passes until now; what lies between and after them counts as postprocessing. */
  readonly report: () => PassReport;
}

/** Lets a tier's networks look at a picture, and counts what that takes. Borrows the overview. */
export function createSight(
  tier: LoadedTier,
  { overview, source }: Pick<EstimateRequest, 'overview' | 'source'>,
): PictureSight {
  const begun = performance.now();
  const networks = new Set<string>();
  const spent = { passes: 0, preprocessMs: 0, inferenceMs: 0 };

  const see = async (look: Look) => {
    const lookedAt = performance.now();
    const { model, session } = networkFor(tier, look);
    const input = inputAt(model.input, look.scale ?? 1);
    const seen = look.part ? await source.read(look.part, input) : overview;
    const network: Network = {
      ...{ input, output: model.output },
      run: async (tensor) => {
        const ready = performance.now();
        spent.preprocessMs += ready - lookedAt;
        const output = await session.run(tensor, input);
        spent.inferenceMs += performance.now() - ready;
        return output;
      },
    };
    networks.add(model.id);
    spent.passes += 1;
    return estimateMatte(turn(seen, look), network);
  };
  const report = () => {
    const { preprocessMs, inferenceMs } = spent;
    const postprocessMs = performance.now() - begun - preprocessMs - inferenceMs;
    return { ...spent, networks: [...networks], postprocessMs };
  };
  return { see, report };
}

function networkFor(tier: LoadedTier, { network }: Look): LoadedNetwork {
  const found = tier[network];
  if (!found) throw invalidArgument('the look', 'a network that the tier has', network);
  return found;
}

function turn(image: RgbImage, { isMirrored }: Look): RgbImage {
  return isMirrored ? mirrorImage(image) : image;
}
