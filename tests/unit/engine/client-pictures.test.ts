import {
  createEngine,
  createEngineClient,
  type EngineClient,
  type PictureSource,
} from '../../../src/engine';
import { createRemoteEngine } from '../../../src/engine/remote-engine';
import type { Tier } from '../../../src/models';
import { cropImage, type Bounds, type RgbImage } from '../../../src/raster';
import { AbortError, OffcutError } from '../../../src/support';
import { readWasm } from '../../support/engine-files';
import { FakeWorker } from './fake-worker';
import { greyNetwork, paint, sourceOf } from './pictures';

const FINE = greyNetwork({ width: 16, height: 16 }, 'fine');
const STEADY = greyNetwork({ width: 12, height: 12 }, 'steady');
const BEST: Tier = { quality: 'best', fine: FINE.model, steady: STEADY.model };
const FAST: Tier = { quality: 'fast', fine: FINE.model };
/** Wide enough for two tiles: white on the left, with its edge before the border between them. */
const EXTENT = { width: 1100, height: 40 };
const PICTURE = paint(EXTENT, (x) => (x < 990 ? [255, 255, 255] : [0, 0, 0]));
const OVERVIEW = paint({ width: 16, height: 16 }, (x) => (x < 14 ? [255, 255, 255] : [0, 0, 0]));
const WHOLE = { extent: EXTENT, bounds: { left: 0, top: 0, ...EXTENT }, top: 0, height: 40 };

let client: EngineClient;
let workers: FakeWorker[];

beforeEach(() => {
  workers = [];
  client = createEngineClient({
    spawnWorker: () => {
      const worker = new FakeWorker(createRemoteEngine(createEngine()));
      workers.push(worker);
      return worker;
    },
    readAsset: (path) =>
      Promise.resolve(
        [FINE, STEADY].find(({ model }) => model.path === path)?.weights.slice() ?? readWasm(),
      ),
    respawnDelayMs: 0,
  });
});
afterEach(() => client.dispose());

/** A matte of the picture; nothing has been read of it yet. */
async function estimate(tier = FAST): Promise<number> {
  const request = { overview: OVERVIEW, source: sourceOf(PICTURE) };
  return (await client.estimateMatte(tier, request)).matteId;
}

async function maskOf(matteId: number): Promise<Uint8Array> {
  return (await client.renderMaskStrip(matteId, WHOLE)).pixels;
}

describe('an estimate in the worker', () => {
  it('runs both networks of a tier and reports each pass', async () => {
    const fractions: number[] = [];

    const { run } = await client.estimateMatte(BEST, {
      overview: OVERVIEW,
      source: sourceOf(PICTURE),
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(run).toMatchObject({ networks: ['steady', 'fine'], passes: 4 });
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });
});

describe('a refinement in the worker', () => {
  it('reads the page’s picture in tiles and draws its edge', async () => {
    const matteId = await estimate();
    const coarse = await maskOf(matteId);
    const parts: Bounds[] = [];
    const fractions: number[] = [];

    const report = await client.refineMatte(matteId, {
      source: sourceOf(PICTURE, (part) => parts.push(part)),
      onProgress: (fraction) => fractions.push(fraction),
    });
    const refined = await maskOf(matteId);

    expect(report.tiles).toBe(2);
    expect(parts.map(({ left, width }) => [left, width])).toEqual([
      [0, 1024],
      [1024, 76],
    ]);
    expect(refined).not.toEqual(coarse);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('takes what it has read without a copy', async () => {
    const handed: RgbImage[] = [];
    const read: PictureSource['read'] = (part) => {
      const image = cropImage(PICTURE, part);
      handed.push(image);
      return Promise.resolve(image);
    };

    await client.refineMatte(await estimate(), { source: { extent: EXTENT, read } });

    expect(handed.map(({ pixels }) => pixels.byteLength)).toEqual([0, 0]);
  });

  it('leaves nothing open behind it, whether it ends well or badly', async () => {
    const closed = countClosedChannels();
    const matteId = await estimate();
    const source = sourceOf(PICTURE);
    await client.refineMatte(matteId, { source });
    const failing = sourceOf(PICTURE, () => Promise.reject(new OffcutError('host-busy', 'busy')));
    await client.refineMatte(matteId, { source: failing }).catch(() => undefined);

    expect(await closed()).toBe(3);
  });

  it.each([
    [
      'a failure with its code and facts',
      new OffcutError('layer-deleted', 'gone', { context: { layerId: 7 } }),
      { code: 'layer-deleted', message: 'gone', context: { layerId: 7 } },
    ],
    ['a cancellation', new AbortError(), { name: 'AbortError' }],
    ['what nobody expected', new Error('odd'), { code: 'internal', message: 'odd' }],
  ])('passes on why a read rejects: %s', async (_name, reason, expected) => {
    const matteId = await estimate();
    const coarse = await maskOf(matteId);
    const source = sourceOf(PICTURE, () => Promise.reject(reason));

    await expect(client.refineMatte(matteId, { source })).rejects.toMatchObject(expected);

    expect(await maskOf(matteId)).toEqual(coarse);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
  });

  it('passes on a read that throws before it gives a promise', async () => {
    const read = () => {
      throw new OffcutError('document-closed', 'closed');
    };

    const refining = client.refineMatte(await estimate(), { source: { extent: EXTENT, read } });

    await expect(refining).rejects.toMatchObject({ code: 'document-closed' });
  });

  it('is refused for a matte that was released', async () => {
    const matteId = await estimate();
    await client.refineMatte(matteId, { source: sourceOf(PICTURE) });
    await client.releaseMatte(matteId);

    const refining = client.refineMatte(matteId, { source: sourceOf(PICTURE) });

    await expect(refining).rejects.toMatchObject({ code: 'inference-failed' });
    await expect(maskOf(matteId)).rejects.toMatchObject({ code: 'inference-failed' });
  });
});

describe('a refinement that is cancelled', () => {
  it('does nothing when it is cancelled before it begins', async () => {
    const matteId = await estimate();
    const read = jest.fn();

    const refining = client.refineMatte(
      matteId,
      { source: sourceOf(PICTURE, read) },
      AbortSignal.abort(),
    );

    await expect(refining).rejects.toThrow(AbortError);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([0, 1])(
    'rejects at once, though tile %d never comes, and costs nothing else',
    async (lostTile) => {
      const expected = await refineInPeace();
      const { matteId, refining, fractions } = await refineUntil(lostTile);

      await expect(refining).rejects.toThrow(AbortError);
      const toldBefore = fractions.length;
      const coarse = await maskOf(matteId);
      await client.refineMatte(matteId, { source: sourceOf(PICTURE) });

      expect(coarse).not.toEqual(expected);
      expect(await maskOf(matteId)).toEqual(expected);
      expect(await refineInPeace()).toEqual(expected);
      expect(fractions).toHaveLength(toldBefore);
      expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
    },
  );

  it('leaves no channel open', async () => {
    const closed = countClosedChannels();
    const { matteId, refining } = await refineUntil(1);
    await expect(refining).rejects.toThrow(AbortError);
    await maskOf(matteId);

    expect(await closed()).toBe(2);
  });

  it('cannot keep the worker when the worker itself has died', async () => {
    const matteId = await estimate();
    const read = new Promise<void>((resolve) => {
      const source = sourceOf(PICTURE, () => {
        resolve();
        return new Promise(() => undefined);
      });
      client.refineMatte(matteId, { source }).catch(() => undefined);
    });
    await read;

    workers[0]?.die('out of memory');

    await expect(maskOf(matteId)).rejects.toMatchObject({ code: 'inference-failed' });
    expect(await refineInPeace()).toHaveLength(1100 * 40);
    expect(workers).toHaveLength(2);
  });
});

async function refineInPeace(): Promise<Uint8Array> {
  const matteId = await estimate();
  await client.refineMatte(matteId, { source: sourceOf(PICTURE) });
  return maskOf(matteId);
}

/** A refinement that is cancelled while it waits for its n-th tile, which never comes. */
async function refineUntil(lostTile: number) {
  const matteId = await estimate();
  const controller = new AbortController();
  const fractions: number[] = [];
  let tile = 0;
  const source = sourceOf(PICTURE, () => {
    if (tile++ < lostTile) return undefined;
    setTimeout(() => controller.abort());
    return new Promise(() => undefined);
  });
  const refining = client.refineMatte(
    matteId,
    { source, onProgress: (fraction) => fractions.push(fraction) },
    controller.signal,
  );
  refining.catch(() => undefined);
  return { matteId, refining, fractions };
}

/** From now on watches the channels that the page opens; resolves when all have closed, to how many there were. */
function countClosedChannels(): () => Promise<number> {
  const Channel = globalThis.MessageChannel;
  const closed: Promise<unknown>[] = [];
  const spy = jest.spyOn(globalThis, 'MessageChannel').mockImplementation(() => {
    const channel = new Channel();
    closed.push(new Promise((resolve) => channel.port1.addEventListener('close', resolve)));
    return channel;
  });
  return async () => {
    spy.mockRestore();
    return (await Promise.all(closed)).length;
  };
}
