import { OffcutError, throwIfAborted, type CancelSignal } from '../support';
import type { AssetOptions } from './engine';
import type { Lane } from './lane';
import type { ProviderMemory } from './provider-memory';

/**
 * Runs `attempt`, and once more when the GPU has failed in it: in another worker, which starts with the CPU. That the
 * CPU has served, and why, is in every report from then on.
 */
export async function onCpuInstead<T>(
  { lane, providers }: { readonly lane: Lane; readonly providers: ProviderMemory },
  attempt: () => Promise<T>,
  signal?: CancelSignal,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof OffcutError && error.code === 'provider-failed')) throw error;
    throwIfAborted(signal);
    // Who shares the failed load has ended the worker already, and counted the failure.
    if (lane.isAlive) {
      providers.fail(error);
      lane.end('The GPU has failed');
    }
    return attempt();
  }
}

/** A second attempt begins at nothing: what it tells is left out until it is further than the first. */
export function rising(
  onProgress: AssetOptions['onProgress'],
): NonNullable<AssetOptions['onProgress']> {
  let reached = 0;
  return (fraction) => {
    if (fraction < reached) return;
    reached = fraction;
    onProgress?.(fraction);
  };
}
