import { findDevice } from '../../../src/engine/webgpu-device';
import type { ProviderChoice, ProviderVerdict } from '../../../src/engine';
import { FakeAdapter, fakeScope, HARDWARE } from '../../support/fake-gpu';

const DRIVER = 'acme gen-9 0x1234 Acme 9000, Chrome/156, ORT 1.2.3, test 1';
const SLOWER: ProviderVerdict = {
  ...{ driver: DRIVER, provider: 'wasm', code: 'slower', reason: '3 s against 2 s' },
};

afterEach(() => jest.useRealTimers());

describe('findDevice', () => {
  it('gives a device that has all that its adapter has, and no optional feature', async () => {
    const adapter = new FakeAdapter();

    const { device, driver, fallback } = await find({ adapter });

    expect(device?.device).toBe(adapter.devices[0]);
    expect(driver).toBe(DRIVER);
    expect(fallback).toBeUndefined();
    expect(adapter.wanted).toEqual({ requiredLimits: adapter.limits });
  });

  it('asks for the fast one of two GPUs', async () => {
    const requestAdapter = jest.fn(() => Promise.resolve(new FakeAdapter()));

    await findDevice({ provider: 'auto', verdicts: [] }, '1.2.3', fakeScope(requestAdapter));

    expect(requestAdapter).toHaveBeenCalledWith({ powerPreference: 'high-performance' });
  });

  it('does not look where the CPU is wanted', async () => {
    const requestAdapter = jest.fn(() => Promise.resolve(null));

    const found = await findDevice(
      { provider: 'wasm', verdicts: [SLOWER] },
      '1.2.3',
      fakeScope(requestAdapter),
    );

    expect(found).toEqual({});
    expect(requestAdapter).not.toHaveBeenCalled();
  });

  describe('on the driver’s name', () => {
    it('keeps the versions where the adapter’s own words are too long', async () => {
      const adapter = new FakeAdapter();
      adapter.info = { ...HARDWARE, description: 'x'.repeat(500) };

      const { driver = '' } = await find({ adapter });

      expect(driver).toHaveLength(200);
      expect(driver).toMatch(/xxx, Chrome\/156, ORT 1\.2\.3, test 1$/);
    });

    it('says so where the adapter has no name', async () => {
      const adapter = new FakeAdapter();
      adapter.info = { vendor: '', architecture: '', device: '', description: '' };

      expect((await find({ adapter })).driver).toBe(
        'unnamed adapter, Chrome/156, ORT 1.2.3, test 1',
      );
    });
  });

  describe('on what is remembered', () => {
    it('does not try again what has failed with this driver', async () => {
      const adapter = new FakeAdapter();

      const found = await find({ adapter, verdicts: [SLOWER] });

      expect(found).toEqual({
        driver: DRIVER,
        fallback: { code: 'slower', reason: '3 s against 2 s', isRemembered: true },
      });
      expect(adapter.devices).toEqual([]);
    });

    it.each<[string, ProviderChoice, ProviderVerdict]>([
      ['the GPU is asked for by name', 'webgpu', SLOWER],
      ['another driver has failed', 'auto', { ...SLOWER, driver: `${DRIVER}.1` }],
      ['this driver has served', 'auto', { driver: DRIVER, provider: 'webgpu' }],
    ])('tries where %s', async (_case, provider, verdict) => {
      const { device, fallback } = await find({ provider, verdicts: [verdict] });

      expect(device).toBeDefined();
      expect(fallback).toBeUndefined();
    });
  });

  describe('without a usable GPU', () => {
    it.each([
      ['no WebGPU', { WebAssembly: { Suspending: 1 } }, 'navigator.gpu is absent'],
      [
        'WebGPU, but no JSPI',
        { ...fakeScope(() => Promise.resolve(new FakeAdapter())), WebAssembly: {} },
        'The web view cannot suspend wasm (JSPI)',
      ],
    ])('says that the web view has %s', async (_case, scope, reason) => {
      const found = await findDevice({ provider: 'auto', verdicts: [] }, '1.2.3', scope);

      expect(found).toEqual({ fallback: { code: 'no-webgpu', reason, isRemembered: false } });
    });

    it.each<[string, () => Promise<null>, string]>([
      ['gives none', () => Promise.resolve(null), 'requestAdapter gave none'],
      ['rejects', () => Promise.reject(new Error('GPU process\n crashed')), 'GPU process crashed'],
    ])('says that there is no adapter where the browser %s', async (_case, request, reason) => {
      const found = await findDevice({ provider: 'auto', verdicts: [] }, '1', fakeScope(request));

      expect(found).toEqual({ fallback: { code: 'no-adapter', reason, isRemembered: false } });
    });

    it('waits for an adapter half a minute and no longer', async () => {
      jest.useFakeTimers();
      const scope = fakeScope(() => new Promise<never>(() => undefined));

      const finding = findDevice({ provider: 'auto', verdicts: [] }, '1', scope);
      await jest.advanceTimersByTimeAsync(30_000);

      expect((await finding).fallback).toMatchObject({
        ...{ code: 'no-adapter', reason: 'did not answer in 30 s' },
      });
    });

    it('does without a device that the adapter refuses, and names the driver', async () => {
      const adapter = new FakeAdapter();
      adapter.give = () => Promise.reject(new Error('limit too high'));

      expect(await find({ adapter })).toEqual({
        driver: DRIVER,
        fallback: { code: 'no-device', reason: 'limit too high', isRemembered: false },
      });
    });

    it('refuses a GPU that is emulated on the CPU, unless it is asked for by name', async () => {
      const adapter = new FakeAdapter();
      adapter.info = { ...HARDWARE, isFallbackAdapter: true };

      expect((await find({ adapter })).fallback?.code).toBe('no-adapter');
      expect((await find({ adapter, provider: 'webgpu' })).device).toBeDefined();
    });
  });
});

function find({
  adapter = new FakeAdapter(),
  provider = 'auto' as ProviderChoice,
  verdicts = [] as readonly ProviderVerdict[],
}) {
  const scope = fakeScope(() => Promise.resolve(adapter));
  return findDevice({ provider, verdicts }, '1.2.3', scope);
}
