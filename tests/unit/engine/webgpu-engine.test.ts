import { createEngine, type Engine } from '../../../src/engine';
import { createSession, startRuntime } from '../../../src/engine/ort';
import { toGolden } from '../../../src/engine/self-test/golden-matte';
import { drawGoldenPicture } from '../../../src/engine/self-test/golden-picture';
import { seeGolden } from '../../../src/engine/self-test/see-golden';
import type { ModelDescriptor } from '../../../src/models';
import { readWasm } from '../../support/engine-files';
import type * as ScriptedGpu from '../../support/scripted-gpu';
import { gpu } from '../../support/scripted-gpu';
import { tinyIsnet } from '../../support/tiny-isnet';
import { sourceOf } from './pictures';

jest.mock<object>('onnxruntime-web', () =>
  jest
    .requireActual<typeof ScriptedGpu>('../../support/scripted-gpu')
    .runtimeWithGpu(jest.requireActual('onnxruntime-web')),
);

/** In place of the wasm file: the runtime starts once in a process, and has. */
const STARTED = new Uint8Array();
const HANG = () => new Promise<never>(() => undefined);
const DRIVER = 'acme gen-9 0x1234 Acme 9000, Chrome/156, ORT 1.30.0, test 1';
const PICTURE = drawGoldenPicture({ width: 64, height: 64 });
const { weights, model: withoutGolden } = tinyIsnet();
let model: ModelDescriptor;
let engine: Engine;

beforeAll(async () => {
  await startRuntime(readWasm(), 1);
  const session = await createSession(withoutGolden, weights);
  const { pooled } = await seeGolden(withoutGolden, (values) => session.run(values));
  await session.release();
  model = { ...withoutGolden, golden: toGolden(pooled) };
});

beforeEach(() => {
  gpu.plugIn();
  engine = createEngine();
});
afterEach(async () => {
  jest.useRealTimers();
  await engine.dispose();
  gpu.unplug();
});

describe('an engine with a sound GPU', () => {
  it('runs a network there that has proven itself, and says on what', async () => {
    const report = await start();
    await engine.load(model, weights.slice());
    const { run } = await estimate();

    expect(report).toEqual({ provider: 'webgpu', driver: DRIVER, threads: 1 });
    expect(run).toMatchObject({ provider: 'webgpu', driver: DRIVER, networks: [model.id] });
    expect(run.fallback).toBeUndefined();
    expect(gpu.sessionsOn).toEqual([gpu.adapter.devices[0]]);
  });

  it('stays on the CPU where nothing else is asked for', async () => {
    const report = await engine.start(STARTED, { threads: 1 });
    await engine.load(model, weights.slice());

    expect(report).toEqual({ provider: 'wasm', threads: 1 });
    expect(gpu.adapter.devices).toEqual([]);
  });
});

describe('an engine whose GPU fails before it is used', () => {
  it.each<[string, string, RegExp, () => void]>([
    [
      'makes no session',
      'session-failed',
      /no such kernel/,
      () => {
        gpu.faults.create = () => Promise.reject(new Error('no such kernel'));
      },
    ],
    [
      'has no memory',
      'run-failed',
      /out of memory/,
      () => {
        gpu.faults.run = () => Promise.reject(new Error('out of memory'));
      },
    ],
    [
      'has no memory and answers all the same',
      'run-failed',
      /out of memory/,
      () => {
        gpu.faults.run = (values) => {
          values.fill(0);
          gpu.adapter.devices[0]?.report('out of memory');
        };
      },
    ],
    [
      'sees nothing',
      'wrong-numbers',
      /golden matte is off by 0\.2/,
      () => {
        gpu.faults.run = (values) => values.fill(0);
      },
    ],
    [
      'sees a subject everywhere',
      'wrong-numbers',
      /golden/,
      () => {
        gpu.faults.run = (values) => values.fill(1);
      },
    ],
    [
      'sees a mirrored subject',
      'wrong-numbers',
      /golden/,
      () => {
        gpu.faults.run = (values) => {
          for (let row = 0; row < 64; row += 1) values.subarray(row * 64, row * 64 + 64).reverse();
        };
      },
    ],
    [
      'sees everything a little darker',
      'wrong-numbers',
      /golden/,
      () => {
        gpu.faults.run = (values) => values.forEach((value, i) => (values[i] = value * 0.9));
      },
    ],
    [
      'gives a NaN',
      'wrong-numbers',
      /gave NaN at 5/,
      () => {
        gpu.faults.run = (values) => values.fill(NaN, 5, 6);
      },
    ],
    [
      'gives an infinity, which would be clamped',
      'wrong-numbers',
      /gave Infinity at 9/,
      () => {
        gpu.faults.run = (values) => values.fill(Infinity, 9, 10);
      },
    ],
    [
      'is lost',
      'device-lost',
      /unplugged/,
      () => {
        gpu.faults.run = () => {
          gpu.adapter.devices[0]?.lose('unplugged');
          return HANG();
        };
      },
    ],
  ])(
    'makes the network on the CPU where it %s, and says why',
    async (_case, code, reason, break_) => {
      await start();
      break_();

      await engine.load(model, weights.slice());
      const { run, coverage } = await estimate();

      expect(run).toMatchObject({ provider: 'wasm', driver: DRIVER });
      expect(run.fallback).toEqual({
        ...{ code, isRemembered: false },
        reason: expect.stringMatching(reason) as string,
      });
      expect(coverage).toBe(await coverageOnCpu());
      // Whatever still runs there cannot be released.
      expect(gpu.open).toBe(code === 'device-lost' ? 1 : 0);
      expect(gpu.adapter.devices[0]?.isDestroyed).toBe(true);
    },
  );

  it('waits two minutes for the first run, and then leaves it to the CPU', async () => {
    await start();
    gpu.faults.run = HANG;
    const { whenRun } = countRuns();

    const loading = engine.load(model, weights.slice());
    await whenRun;
    jest.advanceTimersByTime(120_000);
    await loading;

    expect((await estimate()).run.fallback).toMatchObject({
      ...{ code: 'run-failed', reason: 'did not answer in 120 s' },
    });
  });

  it('moves what has proven itself as well when the second network fails', async () => {
    const second = { ...model, id: 'second' };
    await start();
    await engine.load(model, weights.slice());
    gpu.faults.create = () => Promise.reject(new Error('too large'));

    await engine.load(second, weights.slice());
    const { run } = await estimate();

    expect(run).toMatchObject({ provider: 'wasm', fallback: { code: 'session-failed' } });
    expect(engine.isLoaded(second.id)).toBe(true);
    expect(gpu.sessionsOn).toHaveLength(1);
    expect(gpu.open).toBe(0);
  });

  it('does not try the GPU again', async () => {
    await start();
    gpu.faults.create = () => Promise.reject(new Error('too large'));
    await engine.load(model, weights.slice());
    gpu.faults.create = () => undefined;

    await engine.load({ ...model, id: 'second' }, weights.slice());

    expect(gpu.sessionsOn).toEqual([]);
  });

  it('refuses altered weights without asking the GPU', async () => {
    await start();

    await expect(
      engine.load(
        model,
        weights.map((byte) => byte ^ 1),
      ),
    ).rejects.toMatchObject({
      code: 'model-altered',
    });
    expect(gpu.sessionsOn).toEqual([]);
  });
});

describe('an engine whose GPU fails in use', () => {
  it.each<[string, string, RegExp, (values: Float32Array) => unknown]>([
    ['rejects', 'run-failed', /out of memory/, () => Promise.reject(new Error('out of memory'))],
    [
      'reports an error and answers all the same',
      'run-failed',
      /invalid/,
      () => {
        gpu.adapter.devices[0]?.report('invalid buffer');
      },
    ],
    [
      'is lost',
      'device-lost',
      /driver was updated/,
      () => {
        gpu.adapter.devices[0]?.lose('driver was updated');
        return HANG();
      },
    ],
    ['gives a NaN', 'wrong-numbers', /NaN/, (values) => values.fill(NaN, 7, 8)],
    ['gives an infinity', 'wrong-numbers', /-Infinity/, (values) => values.fill(-Infinity, 7, 8)],
  ])('gives no matte where it %s, then or later', async (_case, code, reason, fault) => {
    await start();
    await engine.load(model, weights.slice());
    gpu.faults.run = fault;

    const failure = {
      code: 'provider-failed',
      context: { code, reason: expect.stringMatching(reason) as string },
    };
    await expect(estimate()).rejects.toMatchObject(failure);
    gpu.faults.run = () => undefined;
    await expect(estimate()).rejects.toMatchObject(failure);
  });

  it('waits a minute for a run', async () => {
    await start();
    await engine.load(model, weights.slice());
    gpu.faults.run = HANG;
    const { whenRun } = countRuns();

    const estimating = expect(estimate()).rejects.toMatchObject({
      code: 'provider-failed',
      context: { code: 'run-failed', reason: 'did not answer in 60 s' },
    });
    await whenRun;
    jest.advanceTimersByTime(60_000);
    await estimating;
  });

  it('notices a device that was lost while nothing ran', async () => {
    await start();
    await engine.load(model, weights.slice());

    gpu.adapter.devices[0]?.lose('the computer slept');

    await expect(estimate()).rejects.toMatchObject({ context: { code: 'device-lost' } });
  });
});

describe('a test of the providers', () => {
  it('runs the golden input on the CPU, then on the GPU, and leaves no session behind', async () => {
    await start();
    await engine.load(model, weights.slice());

    const tests = await engine.testProviders(model, weights.slice());

    expect(tests.map(({ provider }) => provider)).toEqual(['wasm', 'webgpu']);
    for (const { runMs, meanDifference, failure } of tests) {
      expect(runMs).toBeGreaterThan(0);
      expect(meanDifference).toBeLessThan(0.002);
      expect(failure).toBeUndefined();
    }
    expect(gpu.open).toBe(1);
    expect((await estimate()).run.provider).toBe('webgpu');
  });

  it('looks for a GPU that the engine has not taken, and gives it back', async () => {
    await engine.start(STARTED, { threads: 1 });

    const [, onGpu] = await engine.testProviders(model, weights.slice());

    expect(onGpu?.failure).toBeUndefined();
    expect(gpu.open).toBe(0);
    expect(gpu.adapter.devices.map(({ isDestroyed }) => isDestroyed)).toEqual([true]);
  });

  it('says what a wrong GPU is wrong by, beside the CPU that is right', async () => {
    await start();
    gpu.faults.run = (values, number) => number === 2 && values.fill(0);

    const [onCpu, onGpu] = await engine.testProviders(model, weights.slice());

    expect(onCpu?.failure).toBeUndefined();
    expect(onGpu?.failure?.code).toBe('wrong-numbers');
    expect(onGpu?.meanDifference).toBeCloseTo(0.203, 2);
  });

  it('says that there is no GPU', async () => {
    gpu.unplug();
    await engine.start(STARTED, { threads: 1 });

    const [, onGpu] = await engine.testProviders(model, weights.slice());

    expect(onGpu).toEqual({
      provider: 'webgpu',
      failure: { code: 'no-webgpu', reason: 'navigator.gpu is absent' },
    });
  });

  it('refuses altered weights', async () => {
    await start();

    await expect(
      engine.testProviders(
        model,
        weights.map((byte) => byte ^ 1),
      ),
    ).rejects.toMatchObject({ code: 'model-altered' });
  });
});

function start() {
  return engine.start(STARTED, { threads: 1, provider: 'auto' });
}

function estimate() {
  return engine.estimateMatte({ fine: model.id, overview: PICTURE, source: sourceOf(PICTURE) });
}

async function coverageOnCpu(): Promise<number> {
  const onCpu = createEngine();
  await onCpu.start(STARTED, { threads: 1 });
  await onCpu.load(model, weights.slice());
  const { coverage } = await onCpu.estimateMatte({
    ...{ fine: model.id, overview: PICTURE, source: sourceOf(PICTURE) },
  });
  await onCpu.dispose();
  return coverage;
}

/** Stops the clock; `whenRun` resolves when the next run on the GPU is under way. */
function countRuns(): { readonly whenRun: Promise<void> } {
  jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate', 'nextTick', 'queueMicrotask'] });
  const { run } = gpu.faults;
  const whenRun = new Promise<void>((resolve) => {
    gpu.faults.run = (values, number) => {
      resolve();
      return run(values, number);
    };
  });
  return { whenRun };
}
