import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAssetReader, createJobs } from '../../../src/jobs';
import { ScriptedEngine } from './scripted-engine';
import { ScriptedHost } from './scripted-host';

const REGISTRY = readFileSync(path.join(__dirname, '../../../models/registry.json'));

describe('what stands before any job', () => {
  let scripted: ScriptedHost;
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    scripted.assets.set('models/registry.json', new Uint8Array(REGISTRY));
  });
  afterEach(() => close());

  function open() {
    const { host, close: end } = scripted.open();
    close = end;
    const readAsset = createAssetReader(host, () => Promise.reject(new TypeError('refused')));
    return createJobs({ host, engine: new ScriptedEngine() }, readAsset);
  }

  it('knows the models and prefers the first, until a person chooses', async () => {
    const jobs = await open();

    expect(jobs.models.map(({ id }) => id)).toContain('u2netp');
    expect(jobs.preferredModel).toBe(jobs.models[0]);
  });

  it('keeps the choice for the next time', async () => {
    const jobs = await open();
    await jobs.rememberModel(jobs.models[1]!);
    close();

    expect((await open()).preferredModel.id).toBe(jobs.models[1]!.id);
  });

  it('forgets a choice that is no longer there', async () => {
    scripted.settings = { modelId: 'gone' };

    const jobs = await open();

    expect(jobs.preferredModel).toBe(jobs.models[0]);
  });

  it('names a registry that is damaged', async () => {
    scripted.assets.set('models/registry.json', Uint8Array.of(0x7b, 0x22));

    await expect(open()).rejects.toMatchObject({ code: 'registry-invalid' });
  });
});
