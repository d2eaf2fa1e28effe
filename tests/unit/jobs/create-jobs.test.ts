import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAssetReader, createJobs, Log, SettingsKeeper } from '../../../src/jobs';
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

/** The registry of a package that has only some of the networks. */
function registryWith(isThere: (id: string) => boolean): Uint8Array {
  const { models } = JSON.parse(REGISTRY.toString()) as { models: { id: string }[] };
  const text = JSON.stringify({ models: models.filter(({ id }) => isThere(id)) });
  return new Uint8Array(Buffer.from(text));
}
