import { createEngine, createEngineClient, type EngineClient } from '../../../src/engine';
import { createRemoteEngine } from '../../../src/engine/remote-engine';
import type { ModelDescriptor, Tier } from '../../../src/models';
import { createRgbImage } from '../../../src/raster';
import { AbortError, OffcutError } from '../../../src/support';
import { readWasm } from '../../support/engine-files';
import { tinyDescriptor, tinyModel } from '../../support/tiny-model';
import { FakeWorker } from './fake-worker';
import { GREY, sourceOf } from './pictures';

const GREY_NETWORK = tinyModel({
  dims: [1, 3, 2, 4],
  nodes: [GREY],
  output: { dims: [1, 1, 2, 4] },
});
const MODEL = tinyDescriptor(GREY_NETWORK);
const WHITE = createRgbImage({ width: 4, height: 2 }, 3, new Uint8Array(24).fill(255));
const TIER = tierOf(MODEL);
const REQUEST = { overview: WHITE, source: sourceOf(WHITE) };
const EXTENT = { width: 4, height: 2 };
const TOP_ROW = { extent: EXTENT, bounds: { left: 0, top: 0, ...EXTENT }, top: 0, height: 1 };
const WASM_PATH = 'wasm/ort-wasm-simd-threaded.wasm';

let client: EngineClient;
let workers: FakeWorker[];
let files: Map<string, () => Promise<Uint8Array>>;
let reads: string[];

beforeEach(() => {
  workers = [];
  reads = [];
  files = new Map([
    [WASM_PATH, () => Promise.resolve(readWasm())],
    [MODEL.path, () => Promise.resolve(GREY_NETWORK.slice())],
  ]);
  client = createClient();
});
afterEach(() => client.dispose());

describe('createEngineClient', () => {
  it('estimates and renders in a worker that it spawns on first use', async () => {
    expect(workers).toHaveLength(0);

    const { matteId, coverage, run } = await client.estimateMatte(TIER, REQUEST);
    const strip = await client.renderMaskStrip(matteId, TOP_ROW);

    expect(workers).toHaveLength(1);
    expect(coverage).toBe(1);
    expect(run).toMatchObject({ provider: 'wasm', threads: 1 });
    expect(strip).toEqual({ top: 0, height: 1, pixels: new Uint8Array(4).fill(255) });
  });

  it('reads the runtime and each model once, however many ask at a time', async () => {
    await Promise.all([client.prepare(TIER), client.prepare(TIER)]);
    await client.estimateMatte(TIER, REQUEST);
    await client.estimateMatte(TIER, REQUEST);

    expect(reads).toEqual([WASM_PATH, MODEL.path]);
  });

  it('keeps the image that it is given', async () => {
    await client.estimateMatte(TIER, REQUEST);

    expect(WHITE.pixels).toHaveLength(24);
  });

  it('reports progress that rises to 1', async () => {
    const fractions: number[] = [];

    await client.prepare(TIER, { onProgress: (fraction) => fractions.push(fraction) });

    expect(fractions).toEqual([0.45, 0.9, 1]);
  });

  it('reads both networks of a tier at once, with progress by their length', async () => {
    const long = { ...tinyDescriptor(GREY_NETWORK, 'long'), byteLength: 3 * MODEL.byteLength };
    const fractions: number[] = [];
    files.set(long.path, () => Promise.resolve(GREY_NETWORK.slice()));

    const preparing = client.prepare(
      { quality: 'best', fine: long, steady: MODEL },
      { onProgress: (fraction) => fractions.push(fraction) },
    );

    // The longer one's length is a lie, which shows once it has been read.
    await expect(preparing).rejects.toMatchObject({ code: 'model-truncated' });
    expect(reads).toEqual([WASM_PATH, MODEL.path, long.path]);
    // Half and all of what reading counts for the shorter one, then for the longer one, then the shorter one's session.
    [0.1125, 0.225, 0.5625, 0.9, 0.925].forEach((fraction, i) =>
      expect(fractions[i]).toBeCloseTo(fraction, 9),
    );
  });

  describe('when cancelled', () => {
    it('rejects at once, ends the worker in mid-run, and works again in another', async () => {
      const { controller, estimating } = await estimateForever();

      controller.abort();

      await expect(estimating).rejects.toThrow(AbortError);
      expect(workers[0]?.isTerminated).toBe(true);
      await expect(client.estimateMatte(TIER, REQUEST)).resolves.toMatchObject({ coverage: 1 });
      expect(workers).toHaveLength(2);
    });

    it('reads no file again for the worker that follows', async () => {
      const { controller, estimating } = await estimateForever();
      controller.abort();
      await expect(estimating).rejects.toThrow(AbortError);
      files.clear();

      const { coverage } = await client.estimateMatte(TIER, REQUEST);

      expect(coverage).toBe(1);
      expect(reads).toEqual([WASM_PATH, MODEL.path]);
    });

    it('forgets the mattes of the ended worker and never takes them for another’s', async () => {
      const { matteId } = await client.estimateMatte(TIER, REQUEST);
      const { controller, estimating } = await estimateForever();
      controller.abort();
      await expect(estimating).rejects.toThrow(AbortError);

      const next = await client.estimateMatte(TIER, REQUEST);

      expect(next.matteId).not.toBe(matteId);
      await expect(client.renderMaskStrip(matteId, TOP_ROW)).rejects.toMatchObject({
        code: 'inference-failed',
        context: { matteId },
      });
    });

    it('releases a matte of an ended worker without starting another', async () => {
      const { matteId } = await client.estimateMatte(TIER, REQUEST);
      const { controller, estimating } = await estimateForever();
      controller.abort();
      await expect(estimating).rejects.toThrow(AbortError);

      await client.releaseMatte(matteId);

      expect(workers).toHaveLength(1);
    });

    it('lets the worker live when only a strip is cancelled', async () => {
      const { matteId } = await client.estimateMatte(TIER, REQUEST);
      const controller = new AbortController();

      const rendering = client.renderMaskStrip(matteId, TOP_ROW, controller.signal);
      controller.abort();

      await expect(rendering).rejects.toThrow(AbortError);
      await expect(client.renderMaskStrip(matteId, TOP_ROW)).resolves.toMatchObject({ top: 0 });
      expect(workers).toHaveLength(1);
    });

    it('stops reading weights, keeps the worker, and reads again the next time', async () => {
      const controller = new AbortController();
      files.set(MODEL.path, () => new Promise(() => setTimeout(() => controller.abort())));

      const preparing = client.prepare(TIER, { signal: controller.signal });

      await expect(preparing).rejects.toThrow(AbortError);
      files.set(MODEL.path, () => Promise.resolve(GREY_NETWORK.slice()));
      await client.prepare(TIER);
      expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
      expect(reads).toEqual([WASM_PATH, MODEL.path, MODEL.path]);
    });

    it('ends the worker when a session is being made', async () => {
      const controller = new AbortController();
      const other = tinyDescriptor(GREY_NETWORK, 'other');
      files.set(other.path, () => Promise.resolve(GREY_NETWORK.slice()));
      await client.prepare(tierOf(other));
      if (workers[0])
        workers[0].onPost = (message) => {
          if (JSON.stringify(message).includes('"load"')) controller.abort();
        };

      await expect(client.prepare(TIER, { signal: controller.signal })).rejects.toThrow(AbortError);

      expect(workers[0]?.isTerminated).toBe(true);
    });

    it('does nothing at all when it is cancelled before it begins', async () => {
      const signal = AbortSignal.abort();

      await expect(client.estimateMatte(TIER, REQUEST, signal)).rejects.toThrow(AbortError);

      expect(workers).toHaveLength(0);
      expect(reads).toEqual([]);
    });

    it('waits before it spawns the next worker, so that two heaps do not coexist', async () => {
      client = createClient(60);
      const { controller, estimating } = await estimateForever();
      const ended = performance.now();
      controller.abort();
      await expect(estimating).rejects.toThrow(AbortError);

      await client.prepare(TIER);

      expect((workers[1]?.spawnedAt ?? 0) - ended).toBeGreaterThanOrEqual(55);
    });
  });

  describe('when the worker dies', () => {
    it('says so to the call under way, and works again in another worker', async () => {
      const { estimating } = await estimateForever();

      workers[0]?.die('out of memory');

      await expect(estimating).rejects.toMatchObject({
        code: 'inference-failed',
        message: 'The worker has died: out of memory',
      });
      expect(workers[0]?.isTerminated).toBe(true);
      await expect(client.estimateMatte(TIER, REQUEST)).resolves.toMatchObject({ coverage: 1 });
      expect(workers).toHaveLength(2);
    });

    it('says that the engine did not start when it dies at its start', async () => {
      client = createEngineClient({
        ...clientOptions(0),
        spawnWorker: () => {
          const worker = spawn();
          worker.onPost = () => worker.die('');
          return worker;
        },
      });

      await expect(client.prepare(TIER)).rejects.toMatchObject({
        code: 'engine-start-failed',
        message: 'The worker has died: no reason given',
      });
    });
  });

  it('says that the engine did not start when the host refuses a worker, and tries again', async () => {
    let refusals = 1;
    client = createEngineClient({
      ...clientOptions(0),
      spawnWorker: () => {
        if (refusals-- > 0) throw new Error('SecurityError');
        return spawn();
      },
    });

    await expect(client.prepare(TIER)).rejects.toMatchObject({ code: 'engine-start-failed' });

    await expect(client.prepare(TIER)).resolves.toBeUndefined();
  });

  it('carries the code and context of an error over from the worker, and can load after it', async () => {
    files.set(MODEL.path, () => Promise.resolve(new Uint8Array(GREY_NETWORK.length)));

    const preparing = client.prepare(TIER);

    await expect(preparing).rejects.toThrow(OffcutError);
    await expect(preparing).rejects.toMatchObject({
      code: 'model-altered',
      context: { file: MODEL.path, expected: MODEL.sha256 },
    });
    files.set(MODEL.path, () => Promise.resolve(GREY_NETWORK.slice()));
    await expect(client.prepare(TIER)).resolves.toBeUndefined();
  });

  it('reads the runtime again when it did not start, because its file may have been mended', async () => {
    let deaths = 1;
    client = createEngineClient({
      ...clientOptions(0),
      spawnWorker: () => {
        const worker = spawn();
        if (deaths-- > 0) worker.onPost = () => worker.die('');
        return worker;
      },
    });
    await expect(client.prepare(TIER)).rejects.toMatchObject({ code: 'engine-start-failed' });

    await client.prepare(TIER);

    expect(reads).toEqual([WASM_PATH, MODEL.path, WASM_PATH]);
    expect(workers[0]?.isTerminated).toBe(true);
  });

  it('ends a worker that did not start for a reason nobody expected', async () => {
    const failure = { code: 'internal', message: 'unforeseen', context: {} } as const;
    client = createEngineClient({
      ...clientOptions(0),
      spawnWorker: () => {
        const remote = createRemoteEngine(createEngine());
        const worker = new FakeWorker({ ...remote, start: () => Promise.resolve({ failure }) });
        workers.push(worker);
        return worker;
      },
    });

    await expect(client.prepare(TIER)).rejects.toMatchObject({ code: 'internal' });

    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });

  it('ends a worker whose runtime has failed, because its memory may be spent', async () => {
    const rubbish = Uint8Array.of(1, 2, 3, 4);
    const broken = tinyDescriptor(rubbish, 'broken');
    files.set(broken.path, () => Promise.resolve(rubbish.slice()));

    await expect(client.prepare(tierOf(broken))).rejects.toMatchObject({ code: 'session-failed' });

    expect(workers[0]?.isTerminated).toBe(true);
    await expect(client.estimateMatte(TIER, REQUEST)).resolves.toMatchObject({ coverage: 1 });
  });

  it('calls a missing model file by its name', async () => {
    files.delete(MODEL.path);

    await expect(client.prepare(TIER)).rejects.toMatchObject({
      code: 'model-missing',
      context: { file: MODEL.path },
    });
  });

  it('ends the worker for good when disposed of', async () => {
    const { estimating } = await estimateForever();

    client.dispose();

    await expect(estimating).rejects.toThrow(AbortError);
    expect(workers[0]?.isTerminated).toBe(true);
    await expect(client.prepare(TIER)).rejects.toThrow(AbortError);
    expect(workers).toHaveLength(1);
  });
});

function tierOf(fine: ModelDescriptor): Tier {
  return { quality: 'fast', fine };
}

function createClient(respawnDelayMs = 0): EngineClient {
  return createEngineClient(clientOptions(respawnDelayMs));
}

function clientOptions(respawnDelayMs: number): Parameters<typeof createEngineClient>[0] {
  return {
    spawnWorker: spawn,
    readAsset: async (path, options) => {
      reads.push(path);
      const bytes = await files.get(path)?.();
      if (!bytes) throw new OffcutError('asset-missing', path);
      options?.onProgress?.(0.5);
      options?.onProgress?.(1);
      return bytes;
    },
    respawnDelayMs,
  };
}

function spawn(): FakeWorker {
  const worker = new FakeWorker(createRemoteEngine(createEngine()));
  workers.push(worker);
  return worker;
}

/** An estimate whose worker has got the call and never answers. */
async function estimateForever() {
  await client.prepare(TIER);
  const controller = new AbortController();
  const worker = workers.at(-1);
  const asked = new Promise<void>((resolve) => {
    if (worker)
      worker.onPost = () => {
        resolve();
        return 'lose';
      };
  });
  const estimating = client.estimateMatte(TIER, REQUEST, controller.signal);
  estimating.catch(() => undefined);
  await asked;
  return { controller, estimating };
}
