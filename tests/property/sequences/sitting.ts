import type { EngineClient } from '../../../src/engine';
import type { Workplace } from '../../../src/jobs';
import type { Faults, SimulatorOptions } from '../../../simulator';
import { createDesk, type Desk } from '../../contract/host/desk';
import { tinyTier } from '../../contract/jobs/tiny-tier';
import { watchMoments } from './moments';

/** Larger than every picture here on both sides: what the network sees is then no other picture than the layer. */
export const TIER = tinyTier({ width: 64, height: 48 });

/** What this Photoshop does that another one does not. */
export type Weather = Partial<
  Pick<
    Faults,
    | 'refuse8BitFrom16'
    | 'pixelLockLeavesMasks'
    | 'trimsMasks'
    | 'maskDropsSelection'
    | 'transientAfterPut'
  >
> &
  Pick<SimulatorOptions, 'hostVersion'>;

/** A person at a simulated Photoshop with the plugin in it. */
export interface Sitting {
  readonly desk: Desk;
  readonly engine: EngineClient;
  readonly weather: Weather;
  /** The page of this moment: a reload makes another one. */
  readonly workplace: () => Workplace;
}

export function openSitting(engine: EngineClient, weather: Weather): Sitting {
  const { hostVersion, ...switches } = weather;
  const desk = createDesk({ hostVersion });
  Object.assign(desk.photoshop.faults, switches);
  return { desk, engine, weather, workplace: () => ({ host: desk.page, engine }) };
}

const PATIENCE_MS = 3000;

/** Until nothing of the plugin's is under way: a page that has cancelled does not wait for the host to hear of it. */
export async function settle({ desk }: Sitting): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let isQuiet = false;
  while (!isQuiet && performance.now() < until) {
    let moments = 0;
    const stop = watchMoments(desk, () => (moments += 1));
    await new Promise((resolve) => setTimeout(resolve, 4));
    stop();
    isQuiet = moments === 0 && holdsNothing(desk);
  }
}

function holdsNothing({ photoshop: { inspect }, session }: Desk): boolean {
  const { bytes, blobs } = session.held();
  return inspect.openModalScopes() + inspect.liveImageData() + bytes + blobs === 0;
}
