import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ComputerTest } from '../../../src/engine';
import { createAssetReader, createJobs, Log, SettingsKeeper } from '../../../src/jobs';
import { OffcutError } from '../../../src/support';
import { ScriptedEngine } from './scripted-engine';
import { ScriptedHost } from './scripted-host';

const REGISTRY = readFileSync(path.join(__dirname, '../../../models/registry.json'));

describe('what stands before any job', () => {
  let scripted: ScriptedHost;
  let engine: ScriptedEngine;
  let log: Log;
  let close: () => void;

  beforeEach(() => {
    engine = new ScriptedEngine();
    log = new Log({ now: () => 0 });
    scripted = new ScriptedHost();
    scripted.assets.set('models/registry.json', new Uint8Array(REGISTRY));
  });
  afterEach(() => close());

  function open() {
    const { host, close: end } = scripted.open();
    close = end;
    const readAsset = createAssetReader(host, () => Promise.reject(new TypeError('refused')));
    const settings = new SettingsKeeper(host);
    return createJobs({ host, engine }, { readAsset, settings, log });
  }

  it('offers the tiers from fast to best, and prefers standard until a person chooses', async () => {
    const jobs = await open();

    expect(jobs.tiers.map(({ quality }) => quality)).toEqual(['fast', 'standard', 'best']);
    expect(jobs.preferredTier.quality).toBe('standard');
  });

  it('keeps the choice for the next time', async () => {
    const jobs = await open();
    await jobs.rememberTier(jobs.tiers[2]!);
    close();

    expect((await open()).preferredTier.quality).toBe('best');
  });

  it('makes a layer mask until a person chooses another result, and keeps that', async () => {
    const jobs = await open();
    expect(jobs.preferredOutput).toBe('mask');

    await jobs.rememberOutput('cutout');
    close();

    expect((await open()).preferredOutput).toBe('cutout');
  });

  it('keeps the choice without losing what was learnt of the computer', async () => {
    const verdicts = [{ driver: 'gpu 1', provider: 'webgpu' as const }];
    scripted.settings = { quality: 'fast', unloadAfterMinutes: 15, verdicts };
    const jobs = await open();

    await jobs.rememberTier(jobs.tiers[2]!);

    expect(scripted.settings).toEqual({ quality: 'best', unloadAfterMinutes: 15, verdicts });
  });

  it('lets the engine free its memory after five minutes, or as a person chose', async () => {
    const delays: number[] = [];
    Object.assign(engine, { unloadAfter: (ms: number) => void delays.push(ms) });
    const jobs = await open();
    expect(jobs.unloadAfterMinutes).toBe(5);

    await jobs.changeUnloadAfter(0);
    close();

    expect((await open()).unloadAfterMinutes).toBe(0);
    expect(delays).toEqual([300_000, 0, 0]);
  });

  it('tests the computer with the tier that was asked for, and tells how far it is', async () => {
    const jobs = await open();
    const asked: string[] = [];
    const heard: number[] = [];
    const { signal } = new AbortController();
    engine.testComputer = (tier, options) => {
      asked.push(tier.quality);
      options?.onProgress?.(0.5);
      expect(options?.signal).toBe(signal);
      return Promise.resolve(TEST);
    };

    const test = await jobs.testComputer(jobs.tiers[0]!, {
      signal,
      onProgress: (fraction) => heard.push(fraction),
    });

    expect(test).toBe(TEST);
    expect(asked).toEqual(['fast']);
    expect(heard).toEqual([0.5]);
    expect(log.lines.slice(-3)).toEqual([
      '0.00 s: Test of webgpu: 41 ms, mean difference 0.21, wrong-numbers: 0.21 where 0.002 is allowed',
      '0.00 s: Test of wasm: 2412 ms, mean difference 0.0',
      '0.00 s: Test: wasm from now on; driver gpu 1',
    ]);
  });

  it('notes in the log where it is, and why a job failed, without names', async () => {
    const jobs = await open();
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    scripted.addDocument(1, 'ann.psd', new OffcutError('host-failed', 'Refused: “ann.psd” is odd'));

    await expect(jobs.removeBackground({ tier: jobs.tiers[0]! }, context)).rejects.toMatchObject({
      code: 'host-failed',
    });

    expect(log.lines).toEqual([
      expect.stringMatching(/^0\.00 s: Offcut \S+ in Photoshop \S+, (panel|dialog)$/),
      '0.00 s: Removal: host-failed: Refused: (name) is odd',
    ]);
  });

  it('notes in the log that a person cancelled', async () => {
    const jobs = await open();
    const context = { signal: AbortSignal.abort(), onProgress: () => undefined };

    await expect(jobs.removeBackground({ tier: jobs.tiers[0]! }, context)).rejects.toThrow();

    expect(log.lines.at(-1)).toBe('0.00 s: Removal: cancelled');
  });

  it('makes networks ready without a word where that fails, but notes it', async () => {
    const jobs = await open();
    engine.methods = { prepare: () => Promise.reject(new OffcutError('model-missing', 'gone')) };

    await expect(jobs.warmUp(jobs.tiers[0]!)).resolves.toBeUndefined();

    expect(log.lines.at(-1)).toBe('0.00 s: Warm-up for fast: model-missing: gone');
  });

  it('has only the tiers whose networks are in the package, and prefers what there is', async () => {
    scripted.settings = { quality: 'best' };
    scripted.assets.set(
      'models/registry.json',
      registryWith((id) => id === 'u2netp'),
    );

    const jobs = await open();

    expect(jobs.tiers.map(({ quality }) => quality)).toEqual(['fast']);
    expect(jobs.preferredTier.quality).toBe('fast');
  });

  it('names a registry that is damaged', async () => {
    scripted.assets.set('models/registry.json', Uint8Array.of(0x7b, 0x22));

    await expect(open()).rejects.toMatchObject({ code: 'registry-invalid' });
  });
});

const TEST: ComputerTest = {
  tests: [
    {
      ...{ provider: 'webgpu', runMs: 41.2, meanDifference: 0.214 },
      failure: { code: 'wrong-numbers', reason: '0.21 where 0.002 is allowed' },
    },
    { provider: 'wasm', runMs: 2412, meanDifference: 0 },
  ],
  ...{ winner: 'wasm', driver: 'gpu 1' },
};

/** The registry of a package that has only some of the networks. */
function registryWith(isThere: (id: string) => boolean): Uint8Array {
  const { models } = JSON.parse(REGISTRY.toString()) as { models: { id: string }[] };
  const text = JSON.stringify({ models: models.filter(({ id }) => isThere(id)) });
  return new Uint8Array(Buffer.from(text));
}
