import type { EngineClient } from '../../../src/engine';
import { removeBackgroundFromAll, type BatchProgress } from '../../../src/jobs';
import {
  createDesk,
  expectNothingLeft,
  PHOTO_BOUNDS,
  photoDocument,
  type Desk,
} from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { tinyAssets, tinyTier } from './tiny-tier';

jest.setTimeout(30_000);

const TIER = tinyTier();
const DONE = 'Remove Background';

describe.each([1, 2])('a batch in a simulated Photoshop, lanes: %d', (lanes) => {
  let desk: Desk;
  let engine: EngineClient;
  let canceller: AbortController;
  let documents: number[];

  beforeEach(() => {
    desk = createDesk();
    canceller = new AbortController();
    engine = createEngineInProcess(tinyAssets(TIER), { cores: lanes + 1 });
    documents = [1, 2, 3, 4].map((number) => desk.photoshop.user.newDocument(photo(number)));
  });
  afterEach(() => {
    engine.dispose();
    expectNothingLeft(desk);
    desk.end();
  });

  function run(onProgress: (step: BatchProgress) => void = () => undefined) {
    return removeBackgroundFromAll(
      { host: desk.page, engine },
      { tier: TIER },
      { signal: canceller.signal, onProgress },
    );
  }

  const historyOf = (id: number) => desk.photoshop.inspect.history(id).names.slice(1);
  const layerOf = (id: number) =>
    desk.photoshop.inspect.documents().find((each) => each.id === id)!.layers[0]!.id;

  /** Acts once when that many overviews have been read: the last of them waits for the engine then. */
  function whenRead(count: number, act: () => void): void {
    let reads = 0;
    desk.photoshop.faults.beforeCall('getPixels', () => {
      reads += 1;
      if (reads === count + 1) act();
    });
  }

  it('leaves one step in each document, which undo takes back, also in a second run', async () => {
    const before = documents.map((id) => desk.photoshop.inspect.fingerprint(id));

    const first = await run();
    const second = await run();

    for (const { outcomes } of [first, second]) {
      expect(outcomes.map(({ kind }) => kind)).toEqual(Array(4).fill('done'));
      expect(outcomes.map(({ document }) => document.documentId)).toEqual(documents);
    }
    for (const id of documents) {
      expect(historyOf(id)).toEqual([DONE, DONE]);
      desk.photoshop.user.undo(id);
      desk.photoshop.user.undo(id);
    }
    expect(documents.map((id) => desk.photoshop.inspect.fingerprint(id))).toEqual(before);
  });

  it('passes over a document that is closed when it has been read, and does the others', async () => {
    const closed = documents[1]!;
    whenRead(2, () => desk.photoshop.user.closeDocument(closed));

    const { outcomes } = await run();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'skipped', 'done', 'done']);
    expect(outcomes[1]).toMatchObject({ error: { code: 'document-closed' } });
  });

  it('leaves a document alone that changes when it has been read', async () => {
    const changed = documents[1]!;
    whenRead(2, () => {
      const bounds = { left: 0, top: 0, width: 8, height: 8 };
      desk.photoshop.user.paint(changed, layerOf(changed), { bounds, rgba: [0, 0, 0, 255] });
    });

    const { outcomes } = await run();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done', 'done']);
    expect(outcomes[1]).toMatchObject({ error: { code: 'document-changed' } });
    expect(historyOf(changed)).toEqual(['Brush Tool']);
  });

  it('waits where another plugin is modal for a moment in the middle', async () => {
    whenRead(2, () => {
      desk.photoshop.user.startOtherPluginModal('com.example.other');
      setTimeout(() => desk.photoshop.user.endOtherPluginModal(), 300);
    });

    const { outcomes } = await run();

    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(4).fill('done'));
  });

  it('leaves each document whole when it is cancelled in the middle: done, or as it was', async () => {
    const before = documents.map((id) => desk.photoshop.inspect.fingerprint(id));

    const { outcomes } = await run(({ finished }) => {
      if (finished === 1) canceller.abort();
    });

    expect(outcomes.filter(({ kind }) => kind === 'done').length).toBeGreaterThan(0);
    expect(outcomes.at(-1)?.kind).toBe('cancelled');
    for (const [index, { kind }] of outcomes.entries()) {
      const id = documents[index]!;
      expect(historyOf(id)).toEqual(kind === 'done' ? [DONE] : []);
      expect(desk.photoshop.inspect.fingerprint(id) === before[index]).toBe(kind !== 'done');
    }

    canceller = new AbortController();
    const { outcomes: again } = await run();
    expect(again.map(({ kind }) => kind)).toEqual(Array(4).fill('done'));
  });
});

/** White, so that the network, which takes the mean of the colours, sees one large subject. */
function photo(number: number) {
  const { width, height } = PHOTO_BOUNDS;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  return photoDocument({
    name: `${number}.psd`,
    layers: [{ name: 'Photo', bounds: PHOTO_BOUNDS, pixels }],
  });
}
