import {
  createEngineClient,
  type EngineClient,
  type EngineClientOptions,
  type ProviderVerdict,
} from '../../../src/engine';
import type { Tier } from '../../../src/models';
import { createRgbImage } from '../../../src/raster';
import { AbortError } from '../../../src/support';
import { tinyDescriptor } from '../../support/tiny-model';
import { FakeWorker } from './fake-worker';
import { sourceOf } from './pictures';
import { failure, never, ScriptedRemote, value } from './scripted-remote';

const TIER: Tier = { quality: 'fast', fine: tinyDescriptor(new Uint8Array(4)) };
const WHITE = createRgbImage({ width: 4, height: 2 }, 3, new Uint8Array(24).fill(255));
const REQUEST = { overview: WHITE, source: sourceOf(WHITE) };
const STRIP = {
  ...{ extent: { width: 1, height: 1 }, bounds: { left: 0, top: 0, width: 1, height: 1 } },
  ...{ top: 0, height: 1 },
};
const DRIVER = 'acme 9, driver 1';

let client: EngineClient;
let remotes: ScriptedRemote[];
let workers: FakeWorker[];
let reads: string[];
/** Prepares a worker's script before it is asked anything. */
let script: (remote: ScriptedRemote, index: number) => void;

beforeEach(() => {
  [remotes, workers, reads] = [[], [], []];
  script = () => undefined;
});
afterEach(() => client.dispose());

function open(options: Partial<EngineClientOptions> = {}): void {
  client = createEngineClient({
    spawnWorker: () => {
      const remote = new ScriptedRemote();
      script(remote, remotes.length);
      remotes.push(remote);
      const worker = new FakeWorker(remote);
      workers.push(worker);
      return worker;
    },
    readAsset: (path) => {
      reads.push(path);
      return Promise.resolve(new Uint8Array(4));
    },
    respawnDelayMs: 0,
    cores: 3,
    ...options,
  });
}

/** Cancels once it is asked, and never answers. */
const cancelling = (canceller: AbortController) => () => {
  canceller.abort();
  return never<never>();
};
const estimate = (signal?: AbortSignal) => client.estimateMatte(TIER, REQUEST, signal);
const living = () => workers.map(({ isTerminated }) => !isTerminated);

describe('a client with two lanes', () => {
  it('works in one worker where one removal follows the other', async () => {
    open();
    for (let run = 0; run < 3; run++) {
      const { matteId } = await estimate();
      client.releaseMatte(matteId).catch(() => undefined);
    }

    expect(client.lanes).toBe(2);
    expect(workers).toHaveLength(1);
  });

  it('takes a second worker while the first one’s matte is kept, and reads no file twice', async () => {
    open();
    const first = await estimate();
    const second = await estimate();
    await client.renderMaskStrip(first.matteId, STRIP);
    await client.refineMatte(second.matteId, { source: REQUEST.source });

    expect(remotes.map(({ calls }) => calls)).toEqual([
      ['estimate', 'render'],
      ['estimate', 'refine'],
    ]);
    expect(reads).toHaveLength(2);
  });

  it('gives a third estimate to one of the two, so that nobody waits for a matte to be released', async () => {
    open();
    const mattes = [await estimate(), await estimate(), await estimate()];

    expect(workers).toHaveLength(2);
    expect(new Set(mattes.map(({ matteId }) => matteId)).size).toBe(3);
  });

  it('makes ready the worker that the next estimate takes', async () => {
    open();
    await estimate();

    await client.prepare(TIER);
    await estimate();

    expect(remotes.map(({ loaded }) => loaded)).toEqual([['tiny'], ['tiny']]);
  });

  it('ends only the worker of what is cancelled', async () => {
    open();
    const canceller = new AbortController();
    script = (remote, index) => {
      if (index === 1) remote.methods = { estimateMatte: cancelling(canceller) };
    };
    const kept = await estimate();
    const cancelled = estimate(canceller.signal);

    await expect(cancelled).rejects.toThrow(AbortError);

    expect(living()).toEqual([true, false]);
    await expect(client.renderMaskStrip(kept.matteId, STRIP)).resolves.toMatchObject({ top: 0 });
  });

  it('keeps one worker when a batch is over', async () => {
    open();
    await client.hold(async () => {
      const mattes = [await estimate(), await estimate()];
      for (const { matteId } of mattes) await client.releaseMatte(matteId);
    });

    expect(living()).toEqual([true, false]);
  });

  it('tells who joins a load how far that is', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const readAsset: EngineClientOptions['readAsset'] = async (path, { onProgress } = {}) => {
      if (path === TIER.fine.path) await arrived;
      onProgress?.(0.5);
      return new Uint8Array(4);
    };
    open({ readAsset });
    const warmUp = client.prepare(TIER);
    const fractions: number[] = [];
    const joined = client.prepare(TIER, { onProgress: (fraction) => fractions.push(fraction) });

    arrive();
    await Promise.all([warmUp, joined]);

    expect(fractions).toEqual([0.45, 1]);
    expect(workers).toHaveLength(1);
  });

  it('loads again what could not be loaded', async () => {
    open();
    script = (remote, index) => {
      const broken = { code: 'session-failed', message: 'no memory', context: {} } as const;
      if (index === 0) remote.methods = { load: () => Promise.resolve({ failure: broken }) };
    };
    await expect(client.prepare(TIER)).rejects.toMatchObject({ code: 'session-failed' });

    await client.prepare(TIER);

    expect(living()).toEqual([false, true]);
  });
});

describe('a worker whose memory has grown', () => {
  it('is replaced once it keeps no matte', async () => {
    open({ cores: 1, recycleAboveBytes: 1000 });
    script = (remote) => (remote.run = { wasmBytes: 1001 });
    const [first, second] = [await estimate(), await estimate()];

    await client.releaseMatte(first.matteId);
    expect(living()).toEqual([true]);
    await client.releaseMatte(second.matteId);
    expect(living()).toEqual([false]);

    await expect(estimate()).resolves.toMatchObject({ coverage: 1 });
    expect(living()).toEqual([false, true]);
  });

  it('stays while it is no larger than it may be', async () => {
    open({ recycleAboveBytes: 1000 });
    script = (remote) => (remote.run = { wasmBytes: 1000 });

    await client.releaseMatte((await estimate()).matteId);

    expect(living()).toEqual([true]);
  });
});

describe('a client that nobody uses', () => {
  /** Longer than a message to a worker and back takes. */
  const IDLE_MS = 200;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 2 * IDLE_MS));

  it('gives its workers back, and reads nothing again for the next ones', async () => {
    open();
    client.unloadAfter(IDLE_MS);
    await client.prepare(TIER);

    await pause();
    expect(living()).toEqual([false]);

    await expect(estimate()).resolves.toMatchObject({ coverage: 1 });
    expect(reads).toHaveLength(2);
  });

  it('keeps a worker that keeps a matte, until a while after that is released', async () => {
    open();
    client.unloadAfter(IDLE_MS);
    const { matteId } = await estimate();
    await pause();
    expect(living()).toEqual([true]);

    await client.releaseMatte(matteId);
    await pause();

    expect(living()).toEqual([false]);
  });

  it('keeps its workers while they are held, and for ever when it is told so', async () => {
    open();
    client.unloadAfter(IDLE_MS);
    await client.hold(async () => {
      await client.prepare(TIER);
      await pause();
      expect(living()).toEqual([true]);
    });

    client.unloadAfter(0);
    await pause();

    expect(living()).toEqual([true]);
  });
});

describe('a GPU that fails', () => {
  const onGpu = (remote: ScriptedRemote) =>
    (remote.runtime = { provider: 'webgpu', driver: DRIVER });
  const lost = () =>
    failure<never>('provider-failed', { code: 'device-lost', reason: 'unplugged' });

  it.each(['estimateMatte', 'load'] as const)(
    'in %s has its work done by the CPU in another worker, and the report says so',
    async (verb) => {
      open({ provider: 'auto' });
      script = (remote, index) => {
        if (index > 0) return;
        onGpu(remote);
        remote.methods = { [verb]: lost };
      };

      const { run } = await estimate();
      const { run: later } = await estimate();

      expect(living().slice(0, 2)).toEqual([false, true]);
      expect(remotes[1]?.started).toEqual({ provider: 'wasm', verdicts: [], threads: 1 });
      const fallback = { code: 'device-lost', reason: 'unplugged', isRemembered: false };
      expect(run).toMatchObject({ provider: 'wasm', driver: DRIVER, fallback });
      expect(later).toMatchObject({ fallback });
    },
  );

  it('is tried by the CPU only once', async () => {
    open({ provider: 'auto' });
    script = (remote) => (remote.methods = { estimateMatte: lost });

    await expect(estimate()).rejects.toMatchObject({ code: 'provider-failed' });

    expect(workers).toHaveLength(2);
  });

  it('never lets progress go back', async () => {
    open({ provider: 'auto' });
    script = (remote, index) => {
      if (index > 0) return;
      onGpu(remote);
      remote.methods = { load: lost };
    };
    const fractions: number[] = [];

    await client.prepare(TIER, { onProgress: (fraction) => fractions.push(fraction) });

    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(workers).toHaveLength(2);
  });

  it('has one lane until it fails', async () => {
    open({ provider: 'auto' });
    script = (remote, index) => {
      if (index > 0) return;
      onGpu(remote);
      remote.methods = { estimateMatte: lost };
    };
    await client.prepare(TIER);
    expect(client.lanes).toBe(1);

    await estimate();

    expect(client.lanes).toBe(2);
  });

  it('in its own test is told to the store, and worked around by the worker itself', async () => {
    const kept: ProviderVerdict[] = [];
    const known: ProviderVerdict = { driver: 'other', provider: 'wasm', code: 'slower' };
    const keep = (verdict: ProviderVerdict) => Promise.resolve(void kept.push(verdict));
    open({ provider: 'auto', verdicts: { recall: () => Promise.resolve([known]), keep } });
    script = (remote) => {
      onGpu(remote);
      remote.run = {
        provider: 'wasm',
        fallback: { code: 'wrong-numbers', reason: 'off by 0.3', isRemembered: false },
      };
    };

    const { run } = await estimate();

    expect(remotes[0]?.started).toMatchObject({ provider: 'auto', verdicts: [known] });
    expect(run.fallback).toMatchObject({ code: 'wrong-numbers' });
    expect(kept).toEqual([
      { driver: DRIVER, provider: 'wasm', code: 'wrong-numbers', reason: 'off by 0.3' },
    ]);
    expect(workers).toHaveLength(1);
  });
});

describe('a test of the computer', () => {
  const SLOW_GPU = [
    { provider: 'webgpu', runMs: 900, meanDifference: 0 },
    { provider: 'wasm', runMs: 300, meanDifference: 0 },
  ] as const;

  it.each([
    ['the faster provider', [{ ...SLOW_GPU[0], runMs: 9 }, SLOW_GPU[1]], { provider: 'webgpu' }],
    [
      'the CPU where it is faster',
      SLOW_GPU,
      { provider: 'wasm', code: 'slower', reason: 'webgpu 900 ms, wasm 300 ms' },
    ],
    [
      'the CPU where the GPU is wrong',
      [{ ...SLOW_GPU[0], failure: { code: 'wrong-numbers', reason: 'off' } }, SLOW_GPU[1]],
      { provider: 'wasm', code: 'wrong-numbers', reason: 'off' },
    ],
  ] as const)('lets %s serve from now on, and keeps that', async (_name, tests, verdict) => {
    const keep = jest.fn(() => Promise.resolve());
    open({ provider: 'auto', verdicts: { recall: () => Promise.resolve([]), keep } });
    script = (remote) => {
      remote.runtime = { provider: 'webgpu', driver: DRIVER };
      remote.methods = { testProviders: () => value(tests) };
    };

    const outcome = await client.testComputer(TIER);
    await client.prepare(TIER);

    expect(outcome).toEqual({ tests, winner: verdict.provider, driver: DRIVER });
    expect(keep.mock.calls).toEqual([[{ driver: DRIVER, ...verdict }]]);
    expect(living()).toEqual([false, true]);
    expect(remotes[1]?.started?.verdicts).toEqual([{ driver: DRIVER, ...verdict }]);
  });

  it('looks at the GPU as if nothing were known', async () => {
    const bad: ProviderVerdict = { driver: DRIVER, provider: 'wasm', code: 'wrong-numbers' };
    const store = { recall: () => Promise.resolve([bad]), keep: () => Promise.resolve() };
    open({ provider: 'auto', verdicts: store });

    await client.testComputer(TIER);

    expect(remotes[0]?.started).toEqual({ provider: 'auto', verdicts: [], threads: 1 });
  });

  it('ends its worker when it is cancelled', async () => {
    open();
    const canceller = new AbortController();
    script = (remote) => (remote.methods = { testProviders: cancelling(canceller) });

    const testing = client.testComputer(TIER, { signal: canceller.signal });

    await expect(testing).rejects.toThrow(AbortError);
    expect(living()).toEqual([false]);
  });
});
