import type { Quality } from '../../src/models';
import type { SpeedRequest } from './arguments';
import type { Case } from './samples';

/** What every other case is compared with. */
export const BASELINE = 'peer';

/** In the order in which they take turns. */
export function casesFor({ parts, tiers }: Pick<SpeedRequest, 'parts' | 'tiers'>): Case[] {
  return [
    ...(parts.includes('peer') ? [peerCase(BASELINE, 'image/x-rgba8')] : []),
    ...(parts.includes('ours') ? tiers.map(ourCase) : []),
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

function ourCase(quality: Quality): Case {
  return {
    name: quality,
    tool: 'ours',
    jobFor: (extent, pixels) => ({ ...extent, pixels, tool: 'ours', quality }),
  };
}
