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
  const run = (values: Float32Array, ms: number) =>
    device.watch(() => runSoundly(session, values), { ms, code: 'run-failed' });
  return {
    run: async (values) => {
      try {
        return await run(values, RUN_MS);
      } catch (error) {
        throw providerFailed(troubleOf(error, 'run-failed'));
      }
    },
    seeGolden: () => seeGolden(model, (values) => run(values, FIRST_MS)),
    release: () => session.release(),
  };
}

/** Infinity would be clamped to a confident 1 further on. */
async function runSoundly(session: NetworkSession, values: Float32Array): Promise<NetworkOutput> {
  const output = await session.run(values);
  const wrong = output.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new ProviderTrouble('wrong-numbers', `gave ${output.values[wrong]} at ${wrong}`);
  return output;
}
