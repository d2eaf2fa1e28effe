import type { Browser } from 'playwright-core';
import { createEngine } from '../../src/engine';
import { createSession, startRuntime } from '../../src/engine/ort';
import { toGolden } from '../../src/engine/self-test/golden-matte';
import { drawGoldenPicture } from '../../src/engine/self-test/golden-picture';
import { seeGolden } from '../../src/engine/self-test/see-golden';
import type { ModelDescriptor } from '../../src/models';
import { readWasm } from '../support/engine-files';
import { tinyIsnet } from '../support/tiny-isnet';
import { describeInChromium, launchChromium } from './support/browsers';
import { keepFigure } from './support/keep-figure';
import { openWorker, type WorkerInPage } from './support/worker-in-page';

/** WebGPU on a machine without a GPU: real shaders of the real runtime, run by an emulator on the CPU. */
const EMULATED_GPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-dev-shm-usage',
];
const SIDE = 64;
const PICTURE = drawGoldenPicture({ width: SIDE, height: SIDE });

jest.setTimeout(180_000);

describeInChromium('the shipping worker on WebGPU, from file://', () => {
  const { weights, model: withoutGolden } = tinyIsnet();
  let model: ModelDescriptor;
  let browser: Browser;
  let worker: WorkerInPage;

  beforeAll(async () => {
    model = { ...withoutGolden, golden: await goldenOnCpu() };
    browser = await launchChromium(...EMULATED_GPU);
  });
  beforeEach(async () => {
    worker = await openWorker(await browser.newPage());
  });
  afterAll(() => browser.close());

  it('makes the CPU’s mask with ISNet’s operators, and names the driver', async () => {
    const report = await worker.start({ threads: 1, provider: 'webgpu', verdicts: [] });
    await worker.load(model, weights);
    const { run, matteId } = await worker.estimateMatte(model.id, PICTURE);
    const mask = await worker.renderMask(matteId, PICTURE);

    expect(report).toMatchObject({ provider: 'webgpu' });
    expect(report.driver).toMatch(/swiftshader.*Chrome\/\d+, ORT 1\.30\.0, test \d/);
    expect(run).toMatchObject({ provider: 'webgpu', driver: report.driver });
    expect(run.fallback).toBeUndefined();
    expect(run.wasmBytes).toBeGreaterThan(0);
    const worst = worstDifference(mask, await maskOnCpu());
    keepFigure('WebGPU on an emulated GPU: worst difference from the CPU, of 255', worst);
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('agrees with the CPU to a thousandth on the golden input, and loads after the test', async () => {
    await worker.start({ threads: 1, provider: 'webgpu', verdicts: [] });

    const [onCpu, onGpu] = await worker.testProviders(model, weights);

    expect(onCpu).toMatchObject({ provider: 'wasm', runMs: expect.any(Number) as number });
    expect(onGpu).toMatchObject({ provider: 'webgpu', runMs: expect.any(Number) as number });
    expect([onCpu?.failure, onGpu?.failure]).toEqual([undefined, undefined]);
    expect(onCpu?.meanDifference).toBeLessThan(0.001);
    expect(onGpu?.meanDifference).toBeLessThan(0.001);
    await worker.load(model, weights);
    const { run } = await worker.estimateMatte(model.id, PICTURE);
    expect(run.provider).toBe('webgpu');
  });

  it('leaves a network to the CPU that sees something else than its golden matte, and says so', async () => {
    const other = { ...model, golden: toGolden(new Float32Array(32 * 32).fill(0.5)) };
    await worker.start({ threads: 1, provider: 'webgpu', verdicts: [] });

    await worker.load(other, weights);
    const { run, matteId } = await worker.estimateMatte(other.id, PICTURE);

    expect(run).toMatchObject({
      provider: 'wasm',
      fallback: { code: 'wrong-numbers', isRemembered: false },
    });
    expect(worstDifference(await worker.renderMask(matteId, PICTURE), await maskOnCpu())).toBe(0);
  });

  it('does not take an emulated GPU by itself', async () => {
    const report = await worker.start({ threads: 1, provider: 'auto', verdicts: [] });

    expect(report).toMatchObject({ provider: 'wasm', fallback: { code: 'no-adapter' } });
  });

  async function goldenOnCpu(): Promise<string> {
    await startRuntime(readWasm(), 1);
    const session = await createSession(withoutGolden, weights);
    const { pooled } = await seeGolden(withoutGolden, (values) => session.run(values));
    await session.release();
    return toGolden(pooled);
  }

  async function maskOnCpu(): Promise<Uint8Array> {
    const engine = createEngine();
    await engine.start(readWasm(), { threads: 1 });
    await engine.load(model, weights.slice());
    const { matteId } = await engine.estimateMatte({
      fine: model.id,
      overview: PICTURE,
      source: { extent: PICTURE, read: () => Promise.reject(new Error('Nothing is read')) },
    });
    const extent = { width: SIDE, height: SIDE };
    const bounds = { left: 0, top: 0, ...extent };
    const strip = await engine.renderMaskStrip(matteId, { extent, bounds, top: 0, height: SIDE });
    await engine.dispose();
    return strip.pixels;
  }
});

function worstDifference(mask: Uint8Array, other: Uint8Array): number {
  expect(mask).toHaveLength(other.length);
  return mask.reduce((worst, level, i) => Math.max(worst, Math.abs(level - (other[i] ?? 0))), 0);
}
