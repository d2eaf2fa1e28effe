import type { EngineClient } from '../../../src/engine';
import {
  removeBackground,
  removeBackgroundFromAll,
  type BatchProgress,
  type Tier,
} from '../../../src/jobs';
import { AbortError, type Progress } from '../../../src/support';
import { createDesk, expectNothingLeft, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { fastTier } from './real-tier';

jest.setTimeout(60_000);

const WIDTH = 240;
const HEIGHT = 160;

describe('removing backgrounds in a simulated Photoshop, with a real network', () => {
  let engine: EngineClient;
  let tier: Tier;
  let desk: Desk;
  let canceller: AbortController;

  beforeAll(() => {
    tier = fastTier();
    engine = createEngineInProcess();
  });
  afterAll(() => engine.dispose());

  beforeEach(() => {
    desk = createDesk();
    canceller = new AbortController();
  });
  afterEach(() => {
    expectNothingLeft(desk);
    desk.end();
  });

  const openPicture = (name: string, isBackground = false) =>
    desk.photoshop.user.newDocument({
      name,
      width: WIDTH,
      height: HEIGHT,
      layers: [
        {
          name: 'Photo',
          bounds: { left: 0, top: 0, width: WIDTH, height: HEIGHT },
          pixels: ballOnPaper(),
          isBackground,
        },
        ...(isBackground ? [] : [{ name: 'Below' }]),
      ],
    });
  const historyOf = (id: number) => desk.photoshop.inspect.history(id).names.slice(1);
  const layerOf = (id: number) =>
    desk.photoshop.inspect.documents().find((each) => each.id === id)!.layers[0]!.id;

  function removeOne(onProgress: (progress: Progress) => void = () => undefined) {
    const workplace = { host: desk.page, engine };
    return removeBackground(workplace, { tier }, { signal: canceller.signal, onProgress });
  }

  function removeAll(onProgress: (progress: BatchProgress) => void = () => undefined) {
    const workplace = { host: desk.page, engine };
    return removeBackgroundFromAll(workplace, { tier }, { signal: canceller.signal, onProgress });
  }

  it('shows the subject and hides the rest, in one step that undo takes back', async () => {
    const id = openPicture('ball.psd');
    const before = desk.photoshop.inspect.fingerprint(id);

    const report = await removeOne();

    const mask = desk.photoshop.inspect.layerMask(id, layerOf(id))!;
    const valueAt = (x: number, y: number) => mask.pixels[y * mask.width + x];
    expect(valueAt(WIDTH / 2, HEIGHT / 2)).toBeGreaterThan(200);
    expect(valueAt(3, 3)).toBeLessThan(30);
    expect(historyOf(id)).toEqual(['Remove Background']);
    expect(report.run).toMatchObject({ provider: 'wasm', threads: 1 });
    desk.photoshop.user.undo(id);
    expect(desk.photoshop.inspect.fingerprint(id)).toBe(before);
  });

  it('runs a second time as the first', async () => {
    const id = openPicture('ball.psd');

    const first = await removeOne();
    const second = await removeOne();

    expect(second.coverage).toBe(first.coverage);
    expect(historyOf(id)).toEqual(['Remove Background', 'Remove Background']);
  });

  it('changes nothing when the layer is deleted between read and write', async () => {
    const id = openPicture('ball.psd');
    const photo = layerOf(id);
    let isDeleted = false;

    const run = removeOne(({ stage }) => {
      if (stage !== 'estimating' || isDeleted) return;
      isDeleted = true;
      desk.photoshop.user.deleteLayer(id, photo);
    });

    await expect(run).rejects.toMatchObject({ code: 'layer-deleted' });
    expect(historyOf(id)).not.toContain('Remove Background');
  });

  it('leaves no history state when it is cancelled, and works again afterwards', async () => {
    const id = openPicture('ball.psd');

    // Progress may be told once more when the next canceller is there already.
    const first = canceller;
    const run = removeOne(({ stage }) => {
      if (stage === 'estimating') setTimeout(() => first.abort(), 10);
    });
    await expect(run).rejects.toBeInstanceOf(AbortError);
    expect(historyOf(id)).toEqual([]);

    canceller = new AbortController();
    await removeOne();
    expect(historyOf(id)).toEqual(['Remove Background']);
  });

  it('leaves no trace when it is cancelled while edges are refined, and works again', async () => {
    const id = openPicture('ball.psd');
    const before = desk.photoshop.inspect.fingerprint(id);
    const first = canceller;
    const stop = desk.photoshop.faults.beforeCall('getPixels', () => {
      // The first read is the whole layer's.
      if ((reads += 1) === 2) first.abort();
    });
    let reads = 0;

    await expect(removeOne()).rejects.toBeInstanceOf(AbortError);
    expect(desk.photoshop.inspect.fingerprint(id)).toBe(before);
    expect(historyOf(id)).toEqual([]);

    stop();
    canceller = new AbortController();
    await removeOne();
    expect(historyOf(id)).toEqual(['Remove Background']);
  });

  it('changes nothing when the layer is moved while edges are refined', async () => {
    const id = openPicture('ball.psd');
    let reads = 0;
    desk.photoshop.faults.beforeCall('executeAsModal', () => {
      // Before the second read the layer is painted beyond its edge, and so has other bounds.
      if ((reads += 1) !== 2) return;
      const bounds = { left: -8, top: 0, width: 4, height: 4 };
      desk.photoshop.user.paint(id, layerOf(id), { bounds, rgba: [0, 0, 0, 255] });
    });

    await expect(removeOne()).rejects.toMatchObject({ code: 'document-changed' });

    expect(historyOf(id)).toEqual(['Brush Tool']);
  });

  it('draws the mask of a layer that reaches beyond the canvas where its picture lies', async () => {
    const inside = openPicture('ball.psd');
    await removeOne();
    const expected = desk.photoshop.inspect.layerMask(inside, layerOf(inside))!.pixels;
    const [left, top] = [-40, -30];
    const beyond = desk.photoshop.user.newDocument({
      name: 'beyond.psd',
      width: WIDTH + left,
      height: HEIGHT + top,
      layers: [
        {
          name: 'Photo',
          bounds: { left, top, width: WIDTH, height: HEIGHT },
          pixels: ballOnPaper(),
        },
      ],
    });

    await removeOne();

    const mask = desk.photoshop.inspect.layerMask(beyond, layerOf(beyond))!;
    const differences = Array.from(mask.pixels, (value, index) => {
      const x = (index % mask.width) - left;
      const y = Math.floor(index / mask.width) - top;
      return Math.abs(value - (expected[y * WIDTH + x] ?? 0));
    });
    // The network sees another cut of the same picture; a mask that lay 30 pixels beside it would differ by 40 and more.
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    expect(mean).toBeLessThan(4);
  });

  it('does every document of a batch that can be done, and leaves the others as they are', async () => {
    const first = openPicture('first.psd');
    await desk.page.call('saveSettings', { backgroundLayer: 'refuse' });
    const flat = openPicture('flat.jpg', true);
    const third = openPicture('third.psd');
    desk.photoshop.user.activate(first);

    const { outcomes } = await removeAll();

    expect(outcomes).toMatchObject([
      { kind: 'done', document: { documentName: 'first.psd' } },
      { kind: 'skipped', error: { code: 'background-layer' } },
      { kind: 'done', document: { documentName: 'third.psd' } },
    ]);
    expect([first, flat, third].map((id) => historyOf(id).length)).toEqual([1, 0, 1]);
    expect(desk.photoshop.inspect.activeDocumentId).toBe(first);
  });
});

/** A red ball with a highlight on light paper: any salient-object network finds it. */
function ballOnPaper(): Uint8Array {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const distance = Math.hypot(x - WIDTH / 2, y - HEIGHT / 2);
      const light = Math.max(0, 1 - Math.hypot(x - WIDTH / 2 + 15, y - HEIGHT / 2 + 15) / 60);
      const colour =
        distance < 50 ? [140 + 115 * light, 20 + 120 * light, 20 + 100 * light] : [222, 218, 208];
      rgba.set([...colour, 255], (y * WIDTH + x) * 4);
    }
  return rgba;
}
