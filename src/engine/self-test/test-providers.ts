import type { ModelDescriptor } from '../../models';
import type { ExecutionProvider, ProviderTest } from '../execution-provider';
import { createGpuSession } from '../gpu-session';
import { createSession, runtimeVersion } from '../ort';
import { troubleOf } from '../provider-trouble';
import { releaseInTime } from '../release-in-time';
import type { WatchedDevice } from '../watched-device';
import { findDevice } from '../webgpu-device';
import { differenceOf, fromGolden } from './golden-matte';
import { assertGolden, seeGolden, type GoldenSight } from './see-golden';

/**
 * Runs a network's golden input twice on each provider, the CPU first, in sessions of their own: the first run makes
 * shaders and buffers ready, the second is measured. On `device` where there is one already, else on one that is looked
 * for whatever is remembered of it. Borrows `weights`.
 */
export async function testProviders(
  model: ModelDescriptor,
  weights: Uint8Array,
  device: WatchedDevice | undefined,
): Promise<readonly ProviderTest[]> {
  const onCpu = await test('wasm', model, () => createCpuCandidate(model, weights));
  return [onCpu, await testGpu(model, weights, device)];
}

async function testGpu(
  model: ModelDescriptor,
  weights: Uint8Array,
  given: WatchedDevice | undefined,
): Promise<ProviderTest> {
  if (given) return test('webgpu', model, () => createGpuSession(model, weights, given));
  const search = await findDevice({ provider: 'webgpu', verdicts: [] }, runtimeVersion());
  const { device, fallback } = search;
  if (!device) {
    const { code, reason } = fallback ?? { code: 'no-webgpu', reason: '' };
    return { provider: 'webgpu', failure: { code, reason } };
  }
  try {
    return await test('webgpu', model, () => createGpuSession(model, weights, device));
  } finally {
    device.dispose();
  }
}

/** One session on trial. */
interface Candidate {
  seeGolden(): Promise<GoldenSight>;
  release(): Promise<void>;
}

async function createCpuCandidate(model: ModelDescriptor, weights: Uint8Array): Promise<Candidate> {
  const session = await createSession(model, weights);
  return {
    seeGolden: () => seeGolden(model, (...parameters) => session.run(...parameters)),
    release: () => session.release(),
  };
}

async function test(
  provider: ExecutionProvider,
  model: ModelDescriptor,
  create: () => Promise<Candidate>,
): Promise<ProviderTest> {
  let candidate: Candidate | undefined;
  try {
    candidate = await create();
    await candidate.seeGolden();
    const warm = await candidate.seeGolden();
    return { provider, runMs: warm.runMs, ...judge(model, warm) };
  } catch (error) {
    const { code, reason } = troubleOf(error, candidate ? 'run-failed' : 'session-failed');
    return { provider, failure: { code, reason } };
  } finally {
    if (candidate) await releaseInTime(candidate);
  }
}

function judge(
  model: ModelDescriptor,
  sight: GoldenSight,
): Pick<ProviderTest, 'meanDifference' | 'failure'> {
  const meanDifference = differenceOf(sight.pooled, fromGolden(model.golden)).mean;
  try {
    assertGolden(model, sight);
    return { meanDifference };
  } catch (error) {
    const { code, reason } = troubleOf(error, 'wrong-numbers');
    return { meanDifference, failure: { code, reason } };
  }
}
