import type { HostService, Settings } from '../../../src/bridge';
import type { ProviderVerdict } from '../../../src/engine';
import { SettingsKeeper } from '../../../src/jobs';
import { OffcutError } from '../../../src/support';
import { ScriptedHost } from './scripted-host';

const GPU: ProviderVerdict = { driver: 'gpu 1', provider: 'webgpu' };
const SLOW: ProviderVerdict = {
  ...{ driver: 'gpu 1', provider: 'wasm', code: 'slower', reason: 'wasm 4 ms, webgpu 9 ms' },
};
const ofDriver = (number: number): ProviderVerdict => ({ ...GPU, driver: `gpu ${number}` });

describe('the settings that a page keeps', () => {
  let scripted: ScriptedHost;
  let closings: (() => void)[];

  beforeEach(() => {
    scripted = new ScriptedHost();
    closings = [];
  });
  afterEach(() => closings.forEach((close) => close()));

  function open(methods: Partial<HostService> = {}): SettingsKeeper {
    scripted.methods = methods;
    const { host, close } = scripted.open();
    closings.push(close);
    return new SettingsKeeper(host);
  }

  /** Saves the first `times` not at all. */
  function failingSaves(times: number): Partial<HostService> {
    let left = times;
    return {
      saveSettings: (settings) => {
        if (left-- > 0) return Promise.reject(new OffcutError('host-failed', ''));
        scripted.settings = settings;
        return Promise.resolve({});
      },
    };
  }

  it('are read once', async () => {
    let reads = 0;
    const keeper = open({
      loadSettings: () => {
        reads += 1;
        return Promise.resolve({ quality: 'best' });
      },
    });

    await expect(keeper.load()).resolves.toEqual({ quality: 'best' });
    await keeper.load();
    await keeper.recall();

    expect(reads).toBe(1);
  });

  it('are read again where they could not be read', async () => {
    let isThere = false;
    const keeper = open({
      loadSettings: () =>
        isThere
          ? Promise.resolve({ quality: 'best' })
          : Promise.reject(new OffcutError('host-busy', '')),
    });

    await expect(keeper.load()).rejects.toMatchObject({ code: 'host-busy' });
    await expect(keeper.recall()).resolves.toEqual([]);
    isThere = true;

    await expect(keeper.load()).resolves.toEqual({ quality: 'best' });
  });

  it('keep all else when one is changed', async () => {
    scripted.settings = { quality: 'fast', verdicts: [{ ...GPU }] };
    const keeper = open();

    await keeper.change({ unloadAfterMinutes: 60 });
    await keeper.change({ quality: 'best' });

    const all: Settings = { quality: 'best', unloadAfterMinutes: 60, verdicts: [{ ...GPU }] };
    expect(scripted.settings).toEqual(all);
    await expect(keeper.load()).resolves.toEqual(all);
  });

  it('are saved one after another, so that the last choice stays', async () => {
    const begun: (string | undefined)[] = [];
    let underWay = 0;
    const keeper = open({
      saveSettings: async (settings) => {
        begun.push(settings.quality);
        underWay += 1;
        expect(underWay).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, begun.length === 1 ? 20 : 0));
        underWay -= 1;
        scripted.settings = settings;
        return {};
      },
    });

    await Promise.all([keeper.change({ quality: 'fast' }), keeper.change({ quality: 'best' })]);

    expect(begun).toHaveLength(2);
    expect(scripted.settings).toEqual({ quality: 'best' });
  });

  it('hold for the session where they cannot be saved, and go along with the next save', async () => {
    const keeper = open(failingSaves(1));

    await expect(keeper.change({ quality: 'best' })).rejects.toMatchObject({ code: 'host-failed' });
    await expect(keeper.load()).resolves.toEqual({ quality: 'best' });
    await keeper.change({ unloadAfterMinutes: 1 });

    expect(scripted.settings).toEqual({ quality: 'best', unloadAfterMinutes: 1 });
  });

  it('keep what another page has saved since', async () => {
    const [panel, dialog] = [open(), open()];
    await panel.load();
    await dialog.keep(GPU);

    await panel.change({ quality: 'fast' });

    expect(scripted.settings).toEqual({ quality: 'fast', verdicts: [GPU] });
  });
});

describe('what is learnt of a driver', () => {
  let scripted: ScriptedHost;
  let keeper: SettingsKeeper;
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    const opened = scripted.open();
    keeper = new SettingsKeeper(opened.host);
    close = opened.close;
  });
  afterEach(() => close());

  it('is recalled as it was kept', async () => {
    await keeper.keep(SLOW);

    await expect(keeper.recall()).resolves.toEqual([SLOW]);
    expect(scripted.settings).toEqual({ verdicts: [SLOW] });
  });

  it('replaces what was known of that driver, and comes last', async () => {
    scripted.settings = { verdicts: [{ ...SLOW }, ofDriver(2)] };

    await keeper.keep(GPU);

    await expect(keeper.recall()).resolves.toEqual([ofDriver(2), GPU]);
    expect(scripted.settings.verdicts).toEqual([ofDriver(2), GPU]);
  });

  it('is kept of eight drivers, the latest', async () => {
    for (let number = 1; number <= 9; number++) await keeper.keep(ofDriver(number));

    const kept = await keeper.recall();
    expect(kept).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map(ofDriver));
    expect(scripted.settings.verdicts).toEqual(kept);
  });

  it('is all there where two are learnt at once', async () => {
    await Promise.all([keeper.keep(ofDriver(1)), keeper.keep(ofDriver(2))]);

    expect(scripted.settings.verdicts).toEqual([ofDriver(1), ofDriver(2)]);
  });

  it('holds for the session where it cannot be saved, and nobody is told', async () => {
    scripted.methods = { saveSettings: () => Promise.reject(new OffcutError('host-failed', '')) };
    const opened = scripted.open();
    const lost = new SettingsKeeper(opened.host);

    await expect(lost.keep(SLOW)).resolves.toBeUndefined();

    await expect(lost.recall()).resolves.toEqual([SLOW]);
    opened.close();
  });

  it('is left out where another version has written a reason that this one does not know', async () => {
    scripted.settings = { verdicts: [{ ...SLOW, code: 'haunted' }, ofDriver(2)] };

    await expect(keeper.recall()).resolves.toEqual([ofDriver(2)]);
  });

  it('is cut to what fits into a message', async () => {
    const reason = 'x'.repeat(1000);

    await keeper.keep({ ...SLOW, reason });

    expect(scripted.settings.verdicts).toEqual([{ ...SLOW, reason: reason.slice(0, 300) }]);
  });
});
