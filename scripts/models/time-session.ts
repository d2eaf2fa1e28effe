import path from 'node:path';
import * as ort from 'onnxruntime-web';
import { IDENTITY_NETWORK } from '../../src/engine/identity-network';
import { findModel } from '../../src/models';
import { readRegistry } from './read-registry';
import { noiseFor, weightsOf } from './weights-of';
import type { Version } from './weights-of';

/**
 * Times one session in a process of its own, because a second one would find the runtime compiled and its memory grown:
 *   npx tsx scripts/models/time-session.ts ID published|prepared
 * Prints JSON: milliseconds of processor time to create the session once the runtime runs, and to run it once on one
 * thread; the process's peak memory in MB. The published file as the runtime takes it by default, the prepared one as the
 * plugin does.
 */
const ROOT = path.join(import.meta.dirname, '../..');
const [id = '', version = 'prepared'] = process.argv.slice(2);
const model = findModel(readRegistry(ROOT), id);
const weights = await weightsOf(ROOT, model, version as Version);
const tensor = noiseFor(model);
const graphOptimizationLevel = version === 'prepared' ? 'extended' : 'all';

ort.env.wasm.numThreads = 1;
await (await ort.InferenceSession.create(IDENTITY_NETWORK)).release();
const before = processorMs();
const session = await ort.InferenceSession.create(weights, { graphOptimizationLevel });
const created = processorMs();
await session.run({ [model.input.name]: tensor }, [model.output.name]);
console.log(
  JSON.stringify({
    createMs: Math.round(created - before),
    runMs: Math.round(processorMs() - created),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);

/** Of this process: other work on the machine lengthens it far less than it does the clock's. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
