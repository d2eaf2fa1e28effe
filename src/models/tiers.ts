import { OffcutError } from '../support';
import type { ModelDescriptor, ModelRegistry, NetworkQuality, Quality } from './descriptor';

/** The networks that one quality takes. */
export interface Tier {
  readonly quality: Quality;
  /** Knows where edges are. */
  readonly fine: ModelDescriptor;
  /** Coarser, and surer of what belongs to the subject: the two are fused. Only where the quality takes two networks. */
  readonly steady?: ModelDescriptor;
}

/**
 * The tiers whose networks the registry has, from fast to best: a package with permissive weights only has fewer. Of
 * several networks for one quality the first serves: the registry's order is the order of preference.
 */
export function tiersOf(registry: ModelRegistry): readonly Tier[] {
  const fast = networkFor(registry, 'fast');
  const standard = networkFor(registry, 'standard');
  return [
    ...(fast ? [{ quality: 'fast', fine: fast } as const] : []),
    ...(standard ? [{ quality: 'standard', fine: standard } as const] : []),
    ...(fast && standard ? [{ quality: 'best', fine: standard, steady: fast } as const] : []),
  ];
}

/** @throws model-unknown, naming the qualities that exist. */
export function tierFor(registry: ModelRegistry, quality: Quality): Tier {
  const tiers = tiersOf(registry);
  const found = tiers.find((tier) => tier.quality === quality);
  if (found) return found;
  const known = tiers.map((tier) => tier.quality).join(', ');
  const problem = `No models for the quality "${quality}"; there are: ${known}`;
  throw new OffcutError('model-unknown', problem, { context: { modelId: quality, known } });
}

/** The networks of a tier in the order in which they run. */
export function networksOf({ fine, steady }: Tier): readonly ModelDescriptor[] {
  return steady ? [steady, fine] : [fine];
}

function networkFor(
  { models }: ModelRegistry,
  quality: NetworkQuality,
): ModelDescriptor | undefined {
  return models.find((model) => model.quality === quality);
}
