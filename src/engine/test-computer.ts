import type { Tier } from '../models';
import { abortable } from '../support';
import type { AssetMemory } from './asset-memory';
import type { AssetOptions } from './engine';
import type {
  ComputerTest,
  ExecutionProvider,
  ProviderTest,
  ProviderVerdict,
} from './execution-provider';
import { handOver } from './hand-over';
import type { Lane } from './lane';
import { readWeights } from './prepare-tier';
import type { ProviderMemory } from './provider-memory';

interface TestOptions extends AssetOptions {
  readonly assets: AssetMemory;
  readonly providers: ProviderMemory;
}

/**
 * Runs every provider on the tier's fine network in the lane's worker, and decides which serves from now on. Aborting
 * ends the worker.
 * @throws engine-start-failed, model-missing, model-truncated, model-altered, AbortError
 */
export async function testComputerIn(
  lane: Lane,
  { fine }: Tier,
  options: TestOptions,
): Promise<ComputerTest> {
  const { providers, signal } = options;
  const [weights, worker] = await abortable(
    Promise.all([readWeights(fine, options), lane.worker()]),
    signal,
  );
  const tests = await worker.call((engine) => engine.testProviders(fine, handOver(weights)), {
    ifLost: 'inference-failed',
    signal,
  });
  const verdict = verdictOf(tests);
  const driver = worker.runtime?.driver ?? providers.driver;
  providers.decide(verdict, driver);
  return { tests, winner: verdict.provider, ...(driver !== undefined && { driver }) };
}

/** The fastest that can serve; the CPU where none could be timed. */
function verdictOf(tests: readonly ProviderTest[]): Omit<ProviderVerdict, 'driver'> {
  const usable = tests.filter(({ failure, runMs }) => !failure && runMs !== undefined);
  const msOf = ({ runMs = Infinity }: ProviderTest) => runMs;
  const [fastest] = [...usable].sort((a, b) => msOf(a) - msOf(b));
  const provider: ExecutionProvider = fastest?.provider ?? 'wasm';
  if (provider === 'webgpu') return { provider };
  const gpu = tests.find((test) => test.provider === 'webgpu');
  if (gpu?.failure) return { provider, ...gpu.failure };
  return gpu ? { provider, code: 'slower', reason: comparison(tests) } : { provider };
}

/** One line for the log. */
function comparison(tests: readonly ProviderTest[]): string {
  return tests
    .map(({ provider, runMs }) => `${provider} ${Math.round(runMs ?? NaN)} ms`)
    .join(', ');
}
