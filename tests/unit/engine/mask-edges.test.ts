import {
  createEngine,
  createEngineClient,
  type EdgeControls,
  type Engine,
  type EngineClient,
} from '../../../src/engine';
import { createRemoteEngine } from '../../../src/engine/remote-engine';
import { adjustEdges, NO_EDGE_CONTROLS } from '../../../src/matting';
import { readWasm } from '../../support/engine-files';
import { FakeWorker } from './fake-worker';
import { greyNetwork, paint, sourceOf, thinned } from './pictures';

const EXTENT = { width: 96, height: 96 };
/** The layer leaves the document on the left. */
const DOCUMENT = { width: 100, height: 120 };
const BOUNDS = { left: -10, top: 12, ...EXTENT };
const DISC = paint(EXTENT, (x, y) =>
  Math.hypot(x - 47.5, y - 47.5) < 30 ? [255, 255, 255] : [0, 0, 0],
);
const OVERVIEW = thinned(DISC, 6);
const FINE = greyNetwork({ width: 16, height: 16 }, 'fine');
const EDGES: EdgeControls = { smooth: 2, contrast: 20, shift: -1.5, feather: 2 };

let engine: Engine;
beforeAll(async () => {
  engine = createEngine();
  await engine.start(readWasm(), { threads: 1 });
  await engine.load(FINE.model, FINE.weights);
});
afterAll(() => engine.dispose());

async function estimate(): Promise<number> {
  const source = sourceOf(DISC);
  const { matteId } = await engine.estimateMatte({ fine: 'fine', overview: OVERVIEW, source });
  return matteId;
}

type Renderer = Pick<Engine | EngineClient, 'renderMaskStrip'>;

async function maskOf(
  renderer: Renderer,
  matteId: number,
  { edges, rows = DOCUMENT.height }: { edges?: EdgeControls; rows?: number } = {},
): Promise<Uint8Array> {
  const { width, height } = DOCUMENT;
  const mask = new Uint8Array(width * height);
  for (let top = 0; top < height; top += rows) {
    const strip = { extent: DOCUMENT, bounds: BOUNDS, top, height: Math.min(rows, height - top) };
    const { pixels } = await renderer.renderMaskStrip(matteId, { ...strip, edges });
    mask.set(pixels, top * width);
  }
  return mask;
}

describe('a mask with edge controls', () => {
  it.each(['coarse', 'refined'])(
    'is the %s mask of the document, adjusted, and its strips join',
    async (kind) => {
      const matteId = await estimate();
      if (kind === 'refined') await engine.refineMatte(matteId, { source: sourceOf(DISC) });
      const plain = await maskOf(engine, matteId);

      const adjusted = await maskOf(engine, matteId, { edges: EDGES });
      const inStrips = await maskOf(engine, matteId, { edges: EDGES, rows: 7 });

      expect(adjusted).not.toEqual(plain);
      expect(adjusted).toEqual(adjustEdges(plain, DOCUMENT, EDGES));
      expect(inStrips).toEqual(adjusted);
    },
  );

  it('is the mask as it was where no control is raised, and afterwards', async () => {
    const matteId = await estimate();
    const plain = await maskOf(engine, matteId);

    const without = await maskOf(engine, matteId, { edges: NO_EDGE_CONTROLS });
    await maskOf(engine, matteId, { edges: EDGES });

    expect(without).toEqual(plain);
    expect(await maskOf(engine, matteId)).toEqual(plain);
  });

  it('is refused where a control is out of its range', async () => {
    const matteId = await estimate();

    const rendering = maskOf(engine, matteId, { edges: { ...EDGES, feather: 101 } });

    await expect(rendering).rejects.toThrow(/feather between 0 and 100/);
  });

  it('is the same from the worker, for a parts’ choice that crossed to it', async () => {
    const client = createEngineClient({
      spawnWorker: () => new FakeWorker(createRemoteEngine(createEngine())),
      readAsset: (path) =>
        Promise.resolve(path === FINE.model.path ? FINE.weights.slice() : readWasm()),
      respawnDelayMs: 0,
    });
    try {
      const request = { overview: OVERVIEW, source: sourceOf(DISC) };
      const tier = { quality: 'fast', fine: FINE.model } as const;
      const { matteId, islands } = await client.estimateMatte(tier, request);
      const remote = await maskOf(client, matteId, { edges: EDGES, rows: 50 });
      const none = await client.estimateMatte(tier, {
        ...request,
        islands: { byId: { 'subject-1': 'cut' } },
      });

      expect(remote).toEqual(await maskOf(engine, await estimate(), { edges: EDGES }));
      expect(islands).toMatchObject([{ id: 'subject-1', kind: 'subject', isKept: true }]);
      expect(none.islands).toMatchObject([{ id: 'subject-1', isKept: false }]);
      expect(none.hasSubject).toBe(false);
      expect(await maskOf(client, none.matteId)).toEqual(new Uint8Array(100 * 120));
    } finally {
      client.dispose();
    }
  });
});
