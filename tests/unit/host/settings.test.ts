import { SettingsFile } from '../../../src/host/settings';

type FileSystem = ConstructorParameters<typeof SettingsFile>[0];

function load(written: unknown) {
  const fs = { readFile: () => Promise.resolve(JSON.stringify(written)) };
  return new SettingsFile(fs as unknown as FileSystem).load();
}

const VERDICT = { driver: 'gpu 1', provider: 'wasm', code: 'slower', reason: '' };

describe('a settings file that is partly damaged', () => {
  it('is read whole where it is sound', async () => {
    const sound = { quality: 'best', unloadAfterMinutes: 0, verdicts: [VERDICT] };

    await expect(load(sound)).resolves.toEqual(sound);
  });

  it.each([
    ['what was learnt', { verdicts: [{ ...VERDICT, driver: '' }] }],
    ['a time', { unloadAfterMinutes: 1e9 }],
    ['something of another version', { theme: 'pink' }],
  ])('keeps the quality though %s cannot be used', async (_name, damaged) => {
    await expect(load({ quality: 'best', ...damaged })).resolves.toEqual({ quality: 'best' });
  });

  it('keeps what was learnt though the quality is none', async () => {
    await expect(load({ quality: 'superb', verdicts: [VERDICT] })).resolves.toEqual({
      verdicts: [VERDICT],
    });
  });
});
