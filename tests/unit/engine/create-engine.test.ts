import { createEngine, type Engine } from '../../../src/engine';
import { createRgbImage, type RgbImage } from '../../../src/raster';
import { readModel, readWasm } from '../../support/engine-files';
import { INT64, tinyDescriptor, tinyModel } from '../../support/tiny-model';
import { GREY, sourceOf } from './pictures';

const INPUT = [1, 3, 2, 4];
const GREY_NETWORK = tinyModel({ dims: INPUT, nodes: [GREY], output: { dims: [1, 1, 2, 4] } });
const WHITE = createRgbImage({ width: 4, height: 2 }, 3, new Uint8Array(24).fill(255));

let engine: Engine;
beforeAll(async () => {
  engine = createEngine();
  await engine.start(readWasm(), { threads: 1 });
});
afterEach(() => engine.dispose());

describe('createEngine', () => {
  it('estimates a matte, keeps it and renders it as a layer mask', async () => {
    const pixels = Uint8Array.from({ length: 24 }, (_, i) => (i < 12 ? 255 : 51));
    await engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK);

    const { matteId, coverage } = await estimate(
      'tiny',
      createRgbImage({ width: 4, height: 2 }, 3, pixels),
    );
    const extent = { width: 4, height: 2 };
    const bounds = { left: 0, top: 0, ...extent };
    const strip = await engine.renderMaskStrip(matteId, { extent, bounds, top: 1, height: 1 });

    expect(coverage).toBeCloseTo(0.6, 6);
    expect(strip).toEqual({ top: 1, height: 1, pixels: Uint8Array.of(51, 51, 51, 51) });
  });

  it('reports where the network ran and how long each part took', async () => {
    await engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK);

    const { run } = await estimate('tiny', WHITE);

    expect(run).toMatchObject({ provider: 'wasm', threads: 1 });
    expect(run.wasmBytes).toBeGreaterThan(1e6);
    for (const ms of [run.preprocessMs, run.inferenceMs, run.postprocessMs])
      expect(ms).toBeGreaterThan(0);
  });

  it('loads a network once, whatever is given the second time', async () => {
    const model = tinyDescriptor(GREY_NETWORK);
    await engine.load(model, GREY_NETWORK);

    await engine.load(model, new Uint8Array(1));

    expect(engine.isLoaded('tiny')).toBe(true);
  });

  it('forgets a matte that is released', async () => {
    await engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK);
    const { matteId } = await estimate('tiny', WHITE);

    await engine.releaseMatte(matteId);

    await expect(renderRow(matteId)).rejects.toThrow(TypeError);
  });

  it('forgets networks and mattes when disposed of, and can load again', async () => {
    await engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK);
    const { matteId } = await estimate('tiny', WHITE);

    await engine.dispose();

    expect(engine.isLoaded('tiny')).toBe(false);
    await expect(renderRow(matteId)).rejects.toThrow(TypeError);
    await engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK);
    expect(engine.isLoaded('tiny')).toBe(true);
  });

  it('refuses to run a network that is not loaded', async () => {
    await expect(estimate('other', WHITE)).rejects.toThrow(TypeError);
  });

  it('refuses to load before it is started', async () => {
    const idle = createEngine();

    await expect(idle.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK)).rejects.toThrow(TypeError);
  });

  describe('on bad weights and networks', () => {
    it('refuses altered weights, naming the file', async () => {
      const altered = GREY_NETWORK.map((byte, i) => (i === 9 ? byte ^ 1 : byte));

      const loading = engine.load(tinyDescriptor(GREY_NETWORK), altered);

      await expect(loading).rejects.toMatchObject({
        code: 'model-altered',
        context: { file: 'models/tiny.onnx' },
      });
      expect(engine.isLoaded('tiny')).toBe(false);
    });

    it('refuses truncated weights', async () => {
      const loading = engine.load(tinyDescriptor(GREY_NETWORK), GREY_NETWORK.subarray(1));

      await expect(loading).rejects.toMatchObject({ code: 'model-truncated' });
    });

    it('refuses a file that is no network', async () => {
      const rubbish = Uint8Array.of(1, 2, 3, 4);

      const loading = engine.load(tinyDescriptor(rubbish), rubbish);

      await expect(loading).rejects.toMatchObject({
        code: 'session-failed',
        context: { modelId: 'tiny', file: 'models/tiny.onnx', provider: 'wasm' },
      });
    });

    it('refuses an output of another shape', async () => {
      const nodes = [{ op: 'Identity', from: 'x', to: 'y' }];

      const estimating = estimateWith(tinyModel({ dims: INPUT, nodes, output: { dims: INPUT } }));

      await expect(estimating).rejects.toMatchObject({
        code: 'unexpected-output',
        context: { expected: '1×1×2×4', received: '1×3×2×4' },
      });
    });

    it('refuses an output of another type', async () => {
      const nodes = [{ op: 'Shape', from: 'x', to: 'y' }];

      const estimating = estimateWith(
        tinyModel({ dims: INPUT, nodes, output: { dims: [4], type: INT64 } }),
      );

      await expect(estimating).rejects.toMatchObject({
        code: 'unexpected-output',
        context: { received: 'int64' },
      });
    });

    it('refuses a NaN', async () => {
      const nodes = [
        { ...GREY, to: 'grey' },
        { op: 'Neg', from: 'grey', to: 'negative' },
        { op: 'Log', from: 'negative', to: 'y' },
      ];

      const estimating = estimateWith(
        tinyModel({ dims: INPUT, nodes, output: { dims: [1, 1, 2, 4] } }),
      );

      await expect(estimating).rejects.toMatchObject({ code: 'unexpected-output' });
    });

    it('names the dimensions when the network fails in its run', async () => {
      const wide = tinyModel({ dims: [1, 3, 9, 9], nodes: [GREY], output: { dims: [1, 1, 9, 9] } });

      await expect(estimateWith(wide)).rejects.toMatchObject({
        code: 'inference-failed',
        context: { modelId: 'tiny', dims: '1×3×2×4' },
      });
    });

    it('works with the next network after a failure', async () => {
      const rubbish = Uint8Array.of(0);
      await engine.load(tinyDescriptor(rubbish), rubbish).catch(() => undefined);

      await expect(estimateWith(GREY_NETWORK)).resolves.toMatchObject({ coverage: 1 });
    });
  });

  it('gives the same matte twice with the real U²-Net-p, dark around a bright disc', async () => {
    const { model, weights } = readModel('u2netp');
    await engine.load(model, weights);
    const disc = discOn({ width: 160, height: 120 });

    const [first, second] = [await estimate('u2netp', disc), await estimate('u2netp', disc)];

    const extent = { width: 160, height: 120 };
    const request = { extent, bounds: { left: 0, top: 0, ...extent }, top: 0, height: 120 };
    const mask = await engine.renderMaskStrip(first.matteId, request);
    const again = await engine.renderMaskStrip(second.matteId, request);
    expect(Buffer.from(again.pixels).equals(mask.pixels)).toBe(true);
    expect(mask.pixels[60 * 160 + 80]).toBeGreaterThan(200);
    expect(mask.pixels[4 * 160 + 4]).toBeLessThan(20);
  }, 60_000);
});

function estimate(fine: string, overview: RgbImage) {
  return engine.estimateMatte({ fine, overview, source: sourceOf(overview) });
}

function renderRow(matteId: number) {
  const extent = { width: 1, height: 1 };
  return engine.renderMaskStrip(matteId, {
    extent,
    bounds: { left: 0, top: 0, ...extent },
    top: 0,
    height: 1,
  });
}

async function estimateWith(weights: Uint8Array) {
  const model = tinyDescriptor(weights);
  await engine.load(model, weights);
  return estimate(model.id, WHITE);
}

/** An orange disc in the middle of dark blue. */
function discOn({ width, height }: { width: number; height: number }) {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isInside = Math.hypot(x - width / 2, y - height / 2) < height / 4;
      pixels.set(isInside ? [255, 150, 30] : [20, 30, 60], (y * width + x) * 3);
    }
  return createRgbImage({ width, height }, 3, pixels);
}
