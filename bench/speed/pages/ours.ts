import {
  chooseRuntime,
  createEngineClient,
  spawnBlobWorker,
  type EngineClient,
} from '../../../src/engine';
import { planStrips } from '../../../src/jobs/plan-strips';
import { parseRegistry, tierFor, type Tier } from '../../../src/models';
import { createRgbImage, type Extent, type RgbImage } from '../../../src/raster';
import type { MeasuringPage, PageJob, Sample } from '../samples';
import { expose } from './expose';
import { createPixelSource } from './pixel-source';
import { readPixels } from './read-pixels';

/** Times the engine that ships, in the steps of one removal: only that Photoshop's part is done from memory. */
expose(createOurPage());

function createOurPage(): MeasuringPage {
  let starting: Promise<Started> | undefined;
  let image: RgbImage | undefined;
  let mask = new Uint8Array();
  return {
    measure: async (job) => {
      if (job.tool !== 'ours') throw new Error('This page measures Offcut');
      image ??= createRgbImage(job, 4, await readPixels(job));
      const { engine, tierOf } = await (starting ??= start(job));
      const removal = await remove(engine, { tier: tierOf(job), image });
      mask = removal.mask;
      return removal.sample;
    },
    alpha: () => Promise.resolve(Array.from(mask)),
  };
}

type OurJob = PageJob & { readonly tool: 'ours' };

interface Started {
  readonly engine: EngineClient;
  readonly tierOf: (job: OurJob) => Tier;
}

/** Spawns nothing yet: that is part of the first run. */
async function start({ provider }: OurJob): Promise<Started> {
  const { kind, wasmPath } = chooseRuntime(provider === 'webgpu' ? window : CPU_ONLY);
  const script = kind === 'gpu' ? 'engine-worker-webgpu.js' : 'engine-worker.js';
  const source = await (await fetch(`/build/${script}`)).text();
  const registry = parseRegistry(await (await fetch('/models/registry.json')).json());
  const spawnWorker = () => spawnBlobWorker(source);
  return {
    engine: createEngineClient({ spawnWorker, readAsset, wasmPath, provider }),
    tierOf: ({ quality }) => tierFor(registry, quality),
  };
}

/** A web view without a GPU. */
const CPU_ONLY = { WebAssembly };

async function readAsset(path: string): Promise<Uint8Array> {
  const response = await fetch(`/${path}`);
  if (!response.ok) throw new Error(`${path} is missing: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

interface Picture {
  readonly tier: Tier;
  readonly image: RgbImage;
}

async function remove(engine: EngineClient, { tier, image }: Picture) {
  const source = createPixelSource(image);
  const watch = createWatch();
  await engine.prepare(tier);
  const loadMs = watch();
  const overview = await source.read({ left: 0, top: 0, ...source.extent }, tier.fine.input);
  const readMs = watch();
  const { matteId, hasSubject, run } = await engine.estimateMatte(tier, { overview, source });
  const estimateMs = watch();
  try {
    if (!hasSubject) throw new Error('The network found no subject');
    await engine.refineMatte(matteId, { source });
    const refineMs = watch();
    const mask = await render(engine, matteId, source.extent);
    const { preprocessMs, inferenceMs, provider, threads } = run;
    const stages = {
      ...{ load: loadMs, read: readMs, preprocess: preprocessMs, network: inferenceMs },
      coarse: estimateMs - preprocessMs - inferenceMs,
      ...{ refine: refineMs, render: watch() },
    };
    return { mask, sample: toSample(stages, { provider, threads }) };
  } finally {
    await engine.releaseMatte(matteId);
  }
}

/** Milliseconds since it was last asked. */
function createWatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const lap = now - last;
    last = now;
    return lap;
  };
}

/** In the strips that cross the bridge in the plugin. */
async function render(engine: EngineClient, matteId: number, extent: Extent) {
  const mask = new Uint8Array(extent.width * extent.height);
  const bounds = { left: 0, top: 0, ...extent };
  for (const strip of planStrips(extent)) {
    const { top, pixels } = await engine.renderMaskStrip(matteId, { extent, bounds, ...strip });
    mask.set(pixels, top * extent.width);
  }
  return mask;
}

function toSample(
  stages: Readonly<Record<'load' | 'network', number>>,
  run: Pick<Sample, 'provider' | 'threads'>,
): Sample {
  return {
    totalMs: Object.values(stages).reduce((sum, ms) => sum + ms, 0),
    networkMs: stages.network,
    stages,
    ...run,
  };
}
