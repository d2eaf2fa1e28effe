import type { ExecutionProvider } from '../../src/engine';
import type { Quality } from '../../src/models';
import type { SpeedRequest } from './arguments';
import type { Case } from './samples';

/** What every other case is compared with. */
export const BASELINE = 'peer';

/** In the order in which they take turns. */
export function casesFor(request: Pick<SpeedRequest, 'parts' | 'tiers' | 'providers'>): Case[] {
  const { parts, tiers, providers } = request;
  const ours = providers.flatMap((provider) => tiers.map((tier) => ourCase(tier, provider)));
  return [
    ...(parts.includes('peer') ? [peerCase(BASELINE, 'image/x-rgba8')] : []),
    ...(parts.includes('ours') ? ours : []),
    ...(parts.includes('peer') ? [peerCase('peer, to PNG', 'image/png')] : []),
  ];
}

function peerCase(name: string, format: 'image/x-rgba8' | 'image/png'): Case {
  return {
    name,
    tool: 'peer',
    jobFor: (extent, pixels) => ({ ...extent, pixels, tool: 'peer', format }),
  };
}

function ourCase(quality: Quality, provider: ExecutionProvider): Case {
  return {
    name: provider === 'wasm' ? quality : `${quality}, ${provider}`,
    tool: 'ours',
    jobFor: (extent, pixels) => ({ ...extent, pixels, tool: 'ours', quality, provider }),
  };
}
