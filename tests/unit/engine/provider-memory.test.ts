import type { ProviderVerdict, RunReport, VerdictStore } from '../../../src/engine';
import { ProviderMemory } from '../../../src/engine/provider-memory';
import { OffcutError } from '../../../src/support';

const DRIVER = 'acme 9, driver 1';
const BAD: ProviderVerdict = {
  driver: DRIVER,
  provider: 'wasm',
  code: 'wrong-numbers',
  reason: 'off',
};
const RUN: RunReport = {
  ...{ provider: 'wasm', threads: 1, wasmBytes: 0, networks: ['tiny'], passes: 1 },
  ...{ preprocessMs: 1, inferenceMs: 1, postprocessMs: 1 },
};

function failure(code: string) {
  return new OffcutError('provider-failed', 'The GPU failed', { context: { code, reason: 'why' } });
}

function memory(store: Partial<VerdictStore> = {}) {
  const kept: ProviderVerdict[] = [];
  const recall = () => Promise.resolve([]);
  const keep = (verdict: ProviderVerdict) => Promise.resolve(void kept.push(verdict));
  return { kept, providers: new ProviderMemory('auto', { recall, keep, ...store }) };
}

describe('what is known about providers', () => {
  it('comes from the store, and is replaced by what this session has learnt', async () => {
    const older: ProviderVerdict = { driver: DRIVER, provider: 'webgpu' };
    const other: ProviderVerdict = { driver: 'other', provider: 'wasm', code: 'slower' };
    const { providers } = memory({ recall: () => Promise.resolve([older, other]) });

    providers.learn({
      ...{ provider: 'wasm', driver: DRIVER },
      fallback: { code: 'wrong-numbers', reason: 'off', isRemembered: false },
    });

    expect(await providers.startOptions()).toEqual({ provider: 'auto', verdicts: [other, BAD] });
  });

  it('is nothing where the store cannot be read', async () => {
    const { providers } = memory({ recall: () => Promise.reject(new Error('no settings')) });

    expect(await providers.startOptions()).toEqual({ provider: 'auto', verdicts: [] });
  });

  it('is kept once, however often a worker says so, and though the store fails', () => {
    const keep = jest.fn(() => Promise.reject(new Error('disk full')));
    const { providers } = memory({ keep });
    const fallback = { code: 'wrong-numbers', reason: 'off', isRemembered: false } as const;

    for (let run = 0; run < 3; run++)
      providers.learn({ provider: 'wasm', driver: DRIVER, fallback });

    expect(keep.mock.calls).toEqual([[BAD]]);
  });

  it.each([
    ['there is no WebGPU', { driver: DRIVER, code: 'no-webgpu', isRemembered: false }],
    ['there is no adapter', { driver: DRIVER, code: 'no-adapter', isRemembered: false }],
    ['it is remembered', { driver: DRIVER, code: 'wrong-numbers', isRemembered: true }],
    ['no driver is named', { code: 'wrong-numbers', isRemembered: false }],
  ] as const)('does not reach the store where %s', (_why, { code, isRemembered, ...named }) => {
    const { providers, kept } = memory();

    providers.learn({ provider: 'wasm', ...named, fallback: { code, reason: 'x', isRemembered } });

    expect(kept).toEqual([]);
  });
});

describe('a GPU that fails in the middle of work', () => {
  it('is not asked again in this session, and every report says why', async () => {
    const { providers } = memory();
    providers.learn({ provider: 'webgpu', driver: DRIVER });

    providers.fail(failure('device-lost'));

    expect(providers.serving).toBe('wasm');
    expect(await providers.startOptions()).toEqual({ provider: 'wasm', verdicts: [] });
    expect(providers.complete(RUN)).toEqual({
      ...RUN,
      driver: DRIVER,
      fallback: { code: 'device-lost', reason: 'why', isRemembered: false },
    });
  });

  it.each([
    ['device-lost', 0],
    ['run-failed', 0],
    ['wrong-numbers', 1],
    ['session-failed', 1],
  ])('with %s is kept by the store %d times after the first failure', (code, times) => {
    const { providers, kept } = memory();
    providers.learn({ provider: 'webgpu', driver: DRIVER });

    providers.fail(failure(code));

    expect(kept).toHaveLength(times);
  });

  it('is kept by the store when it fails for the second time', () => {
    const { providers, kept } = memory();
    providers.learn({ provider: 'webgpu', driver: DRIVER });
    providers.fail(failure('device-lost'));
    providers.decide({ provider: 'webgpu' }, DRIVER);

    providers.fail(failure('device-lost'));

    expect(kept).toEqual([
      { driver: DRIVER, provider: 'webgpu' },
      { driver: DRIVER, provider: 'wasm', code: 'device-lost', reason: 'why' },
    ]);
  });

  it('counts as a failed run where the error does not say what it was', () => {
    const { providers } = memory();

    providers.fail(new OffcutError('provider-failed', 'gone', { context: { code: 'new-code' } }));

    expect(providers.complete(RUN).fallback).toMatchObject({ code: 'run-failed', reason: 'gone' });
  });

  it('may be asked again after a test of the computer', async () => {
    const { providers } = memory();
    providers.fail(failure('run-failed'));

    providers.decide({ provider: 'webgpu' }, DRIVER);

    expect(await providers.startOptions()).toEqual({
      provider: 'auto',
      verdicts: [{ driver: DRIVER, provider: 'webgpu' }],
    });
  });
});
