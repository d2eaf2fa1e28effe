import type { NetworkOutput } from '../matting';
import type { ModelDescriptor } from '../models';
import { createSession, type NetworkSession } from './ort';
import { providerFailed, ProviderTrouble, troubleOf } from './provider-trouble';
import { seeGolden, type GoldenSight } from './self-test/see-golden';
import type { WatchedDevice } from './watched-device';

/** Compiling a network's shaders takes seconds on a fast GPU, and the first run waits for it. */
const FIRST_MS = 120_000;
const RUN_MS = 60_000;

/** A session on the GPU, which has yet to prove itself. */
export interface GpuSession extends NetworkSession {
  /** Runs the golden input, which also makes the shaders ready. @throws ProviderTrouble, unexpected-output */
  seeGolden(): Promise<GoldenSight>;
}

/**
 * A network's session on `device`. Its `run` throws provider-failed for everything that the CPU may do better: a
 * rejection, a lost device, no answer, and values that are no numbers.
 * @throws ProviderTrouble
 */
export async function createGpuSession(
  model: ModelDescriptor,
  weights: Uint8Array,
  device: WatchedDevice,
): Promise<GpuSession> {
  const session = await device.watch(() => createSession(model, weights, device.device), {
    ms: FIRST_MS,
    code: 'session-failed',
  });
  let pending = 0;
  const counted = (run: Promise<NetworkOutput>) => {
    pending += 1;
    return checkSound(run).finally(() => (pending -= 1));
  };
  const watch = (run: () => Promise<NetworkOutput>, ms: number) =>
    device.watch(() => counted(run()), { ms, code: 'run-failed' });
  return {
    run: async (...parameters) => {
      try {
        return await watch(() => session.run(...parameters), RUN_MS);
      } catch (error) {
        throw providerFailed(troubleOf(error, 'run-failed'));
      }
    },
    seeGolden: () =>
      seeGolden(model, (...parameters) => watch(() => session.run(...parameters), FIRST_MS)),
    // A run that hangs still reads what a release would free: it goes with its worker.
    release: () => (pending > 0 ? Promise.resolve() : session.release()),
  };
}

/** Infinity would be clamped to a confident 1 further on. */
async function checkSound(run: Promise<NetworkOutput>): Promise<NetworkOutput> {
  const output = await run;
  const wrong = output.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new ProviderTrouble('wrong-numbers', `gave ${output.values[wrong]} at ${wrong}`);
  return output;
}
