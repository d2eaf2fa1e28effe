import { useEffect } from 'react';
import type { Tier } from '../jobs';
import type { ComputerController } from './computer-controller';

/** After the first paint; and long enough for arrow keys to pass over a quality that nobody wants. */
const WARM_UP_AFTER_MS = 500;

/** Makes the chosen quality ready a moment after the panel shows it. */
export function useWarmUp(controller: ComputerController, tier: Tier): void {
  useEffect(() => {
    const timer = setTimeout(() => controller.warmUp(), WARM_UP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [controller, tier]);
}
