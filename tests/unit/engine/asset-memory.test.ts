import type { ReadAsset } from '../../../src/engine';
import { AssetMemory } from '../../../src/engine/asset-memory';
import { AbortError } from '../../../src/support';

const BYTES = [1, 2, 3];

describe('the memory of asset files', () => {
  it('reads a file once, however many ask at a time, and gives each bytes of its own', async () => {
    const readAsset = jest.fn<ReturnType<ReadAsset>, []>(() =>
      Promise.resolve(Uint8Array.from(BYTES)),
    );
    const assets = new AssetMemory(readAsset);

    const [a, b] = await Promise.all([assets.read('file'), assets.read('file')]);
    const c = await assets.read('file');

    expect(readAsset).toHaveBeenCalledTimes(1);
    expect([a, b, c].map((bytes) => [...bytes])).toEqual([BYTES, BYTES, BYTES]);
    expect(new Set([a.buffer, b.buffer, c.buffer]).size).toBe(3);
  });

  it('passes a failure on to all who wait, and reads again the next time', async () => {
    let isBroken = true;
    const assets = new AssetMemory(() =>
      isBroken ? Promise.reject(new Error('gone')) : Promise.resolve(Uint8Array.from(BYTES)),
    );

    const outcomes = await Promise.allSettled([assets.read('file'), assets.read('file')]);
    isBroken = false;

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([...(await assets.read('file'))]).toEqual(BYTES);
  });

  it('reads for who waits when the one who reads is cancelled', async () => {
    const canceller = new AbortController();
    const assets = new AssetMemory((_path, { signal } = {}) =>
      signal ? new Promise(() => undefined) : Promise.resolve(Uint8Array.from(BYTES)),
    );

    const first = assets.read('file', { signal: canceller.signal });
    const second = assets.read('file');
    setTimeout(() => canceller.abort());

    await expect(first).rejects.toThrow(AbortError);
    expect([...(await second)]).toEqual(BYTES);
  });

  it('reads a file again that it was told to forget', async () => {
    const readAsset = jest.fn<ReturnType<ReadAsset>, []>(() =>
      Promise.resolve(Uint8Array.from(BYTES)),
    );
    const assets = new AssetMemory(readAsset);
    await assets.read('file');

    assets.forget('file');
    await assets.read('file');

    expect(readAsset).toHaveBeenCalledTimes(2);
  });
});
