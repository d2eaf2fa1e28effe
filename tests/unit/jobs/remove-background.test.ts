import { removeBackground, type Output } from '../../../src/jobs';
import { AbortError, OffcutError, type Progress } from '../../../src/support';
import { BEST, ScriptedEngine, TIER } from './scripted-engine';
import { HEIGHT, ScriptedHost, WIDTH } from './scripted-host';

describe('removing the background of one document', () => {
  let scripted: ScriptedHost;
  let engine: ScriptedEngine;
  let canceller: AbortController;
  let progress: Progress[];
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    scripted.addDocument(1, 'allium.jpg');
    engine = new ScriptedEngine();
    canceller = new AbortController();
    progress = [];
  });
  afterEach(() => close());

  function run(tier = TIER, output?: Output) {
    const opened = scripted.open();
    close = opened.close;
    const onProgress = (step: Progress) => void progress.push(step);
    return removeBackground(
      { host: opened.host, engine },
      { tier, ...(output && { output }) },
      { signal: canceller.signal, onProgress },
    );
  }

  it('writes every row of the mask once, under one named history state', async () => {
    await run();

    expect(scripted.written).toHaveLength(1);
    const [{ mask, ...place }] = scripted.written as [(typeof scripted.written)[0]];
    expect(place).toEqual({
      ...{ documentId: 1, layerId: 10, historyName: 'Remove Background' },
      ...{ output: { kind: 'mask' }, colours: new Uint8Array() },
    });
    expect(mask).toHaveLength(WIDTH * HEIGHT);
    expect(Array.from({ length: HEIGHT }, (_, row) => mask[row * WIDTH + 5])).toEqual(
      Array.from({ length: HEIGHT }, (_, row) => row),
    );
  });

  it.each([
    ['selection', 'Select Subject'],
    ['channel', 'Save Subject as Channel'],
  ] as const)('sends the same mask to become a %s, and no colours', async (output, historyName) => {
    const report = await run(TIER, output);

    const [written] = scripted.written;
    expect(written).toMatchObject({ historyName, output: { kind: output } });
    expect(written?.colours).toHaveLength(0);
    expect(written?.mask[5 + 7 * WIDTH]).toBe(7);
    expect(report.output).toBe(output);
    expect(report.stageMs).not.toHaveProperty('cleaning-colours');
  });

  it('sends every row of a cut-out’s colours once, and where the picture lies', async () => {
    const report = await run(TIER, 'cutout');

    const [written] = scripted.written;
    const picture = { left: 0, top: 0, width: WIDTH, height: HEIGHT };
    expect(written).toMatchObject({
      historyName: 'Cut Out Subject',
      output: { kind: 'cutout', picture },
    });
    const rows = Array.from({ length: HEIGHT }, (_, y) => written?.colours[y * WIDTH * 4 + 9]);
    expect(rows).toEqual(Array.from({ length: HEIGHT }, (_, y) => y));
    expect(report.stageMs).toHaveProperty('cleaning-colours');
    expect(engine.mattes.size).toBe(0);
    const cleaning = progress.filter(({ stage }) => stage === 'cleaning-colours');
    const fractions = cleaning.map(({ fraction = NaN }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(0)).toBe(0);
    expect(progress.at(-1)?.stage).toBe('writing-mask');
  });

  it.each(['estimateColours', 'renderColourStrip'] as const)(
    'writes nothing and holds nothing when %s fails',
    async (verb) => {
      const failure = new OffcutError('inference-failed', 'out of memory');
      engine.methods = { [verb]: () => Promise.reject(failure) };

      await expect(run(TIER, 'cutout')).rejects.toMatchObject({ code: 'inference-failed' });

      expect(scripted.written).toEqual([]);
      expect(scripted.held).toBe(0);
      expect(engine.mattes.size).toBe(0);
    },
  );

  it('reports what was done, how long each stage took, and what crossed the bridge', async () => {
    const report = await run();

    expect(report).toMatchObject({
      coverage: 0.5,
      uncertainty: 0.1,
      repairedPixels: 7,
      tier: { quality: 'fast' },
      target: { documentId: 1 },
      run: { networks: ['tiny'], passes: 1 },
    });
    expect(report).not.toHaveProperty('matteId');
    expect(Object.keys(report.stageMs).sort()).toEqual([
      'estimating',
      'loading-model',
      'reading-pixels',
      'refining',
      'rendering-mask',
      'writing-mask',
    ]);
    // The pixels of an 8 × 8 read and of a tile of 4 × 2.
    expect(report.bytesRead).toBe((8 * 8 + 4 * 2) * 3);
    // A mask of flat rows, which deflate makes far smaller than its five million bytes.
    expect(report.bytesSent).toBeGreaterThan(0);
    expect(report.bytesSent).toBeLessThan(100_000);
  });

  it('counts what the tiles of a refinement bring over the bridge', async () => {
    const tile = { left: 0, top: 0, width: 40, height: 50 };
    engine.tiles = [];
    const without = await run();
    close();
    engine.tiles = [tile, { ...tile, left: 40 }];

    const report = await run();

    expect(report.bytesRead - without.bytesRead).toBe(2 * 40 * 50 * 3);
  });

  it('reads the layer at the extent of the finer of two networks', async () => {
    const extents: unknown[] = [];
    engine.methods = {
      estimateMatte: (_tier, { overview, source }) => {
        extents.push({ ...overview, pixels: undefined }, source.extent);
        return Promise.reject(new OffcutError('inference-failed', ''));
      },
    };

    await expect(run(BEST)).rejects.toMatchObject({ code: 'inference-failed' });

    expect(extents).toEqual([
      { width: 16, height: 8, channels: 3 },
      { width: WIDTH, height: HEIGHT },
    ]);
  });

  it('tells its stages in order, from the first to the last', async () => {
    await run();

    const stages = [...new Set(progress.map(({ stage }) => stage))];
    expect(stages.at(0)).toBe('reading-pixels');
    expect(stages.slice(-4)).toEqual(['estimating', 'refining', 'rendering-mask', 'writing-mask']);
  });

  it('measures an estimate of several passes, and not the beginning of a single one', async () => {
    const fractions = () =>
      progress.filter(({ stage }) => stage === 'estimating').map(({ fraction }) => fraction);
    await run();
    const single = fractions();
    close();
    progress = [];

    await run(BEST);

    expect(single).toEqual([undefined, 1]);
    expect(fractions()).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('never has more than one strip drawn and one on its way', async () => {
    let underWay = 0;
    let most = 0;
    const render = engine.renderMaskStrip.bind(engine);
    const draw = async (...request: Parameters<typeof render>) => {
      most = Math.max(most, ++underWay);
      engine.methods = {};
      const strip = await render(...request);
      engine.methods = { renderMaskStrip: draw };
      return strip;
    };
    engine.methods = { renderMaskStrip: draw };
    const service = scripted.methods;
    scripted.methods = {
      ...service,
      writeMaskStrip: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay--;
        return {};
      },
    };

    await run();

    expect(most).toBe(2);
  });

  it('gives back everything that it held', async () => {
    await run();

    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it('leaves the picture alone where the network finds no subject', async () => {
    engine.hasSubject = false;

    await expect(run()).rejects.toMatchObject({ code: 'no-subject' });
    expect(scripted.written).toEqual([]);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it.each([
    ['describeTarget', 'locked-layer'],
    ['readPixels', 'empty-layer'],
    ['beginMask', 'host-failed'],
    ['writeMaskStrip', 'bridge-corrupt'],
    ['commitMask', 'host-busy'],
  ] as const)('passes on what %s throws, and gives everything back', async (method, code) => {
    scripted.methods = { [method]: () => Promise.reject(new OffcutError(code, '')) };

    await expect(run()).rejects.toMatchObject({ code });
    expect(scripted.written).toEqual([]);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it.each([
    ['prepare', 'model-altered'],
    ['estimateMatte', 'inference-failed'],
    ['refineMatte', 'inference-failed'],
    ['renderMaskStrip', 'inference-failed'],
  ] as const)('passes on what the engine throws in %s', async (method, code) => {
    engine.methods = { [method]: () => Promise.reject(new OffcutError(code, '')) };

    await expect(run()).rejects.toMatchObject({ code });
    expect(scripted.written).toEqual([]);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it('refuses pixels whose number does not fit what the host says of them', async () => {
    scripted.methods = {
      readPixels: ({ extent }) =>
        Promise.resolve({
          pixels: {
            bounds: { left: 0, top: 0, ...extent },
            ...extent,
            channels: 3,
            blob: { blobId: 99, byteLength: 0 },
          },
        }),
    };

    await expect(run()).rejects.toMatchObject({ code: 'unexpected-pixels' });
  });

  it('says that the layer is empty where the host finds no pixels', async () => {
    scripted.methods = { readPixels: () => Promise.resolve({}) };

    await expect(run()).rejects.toMatchObject({ code: 'empty-layer' });
  });

  it('refuses to refine a layer that lies elsewhere by then, and asks so at every read', async () => {
    const asked: unknown[] = [];
    const layerBounds = { left: 0, top: 0, width: WIDTH, height: HEIGHT };
    scripted.methods = {
      readPixels: (wish) => {
        asked.push(wish.layerBounds);
        return wish.part
          ? Promise.reject(new OffcutError('document-changed', ''))
          : scripted.readPixels(wish);
      },
    };

    await expect(run()).rejects.toMatchObject({ code: 'document-changed' });

    expect(asked).toEqual([layerBounds, layerBounds]);
    expect(scripted.written).toEqual([]);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it('does not wait for an engine that gives a matte back late', async () => {
    engine.releaseMatte = () => new Promise(() => undefined);

    await run();

    expect(scripted.written).toHaveLength(1);
  });

  it('works after a run that was cancelled while refining', async () => {
    const push = progress.push.bind(progress);
    progress.push = (step: Progress) => {
      if (step.stage === 'refining') canceller.abort();
      return push(step);
    };
    await expect(run()).rejects.toBeInstanceOf(AbortError);
    close();
    canceller = new AbortController();
    progress = [];

    await run();

    expect(scripted.written).toHaveLength(1);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it.each(['reading-pixels', 'loading-model', 'refining', 'rendering-mask'] as const)(
    'stops when it is cancelled in %s, and leaves nothing behind',
    async (stage) => {
      const push = progress.push.bind(progress);
      progress.push = (step: Progress) => {
        if (step.stage === stage) canceller.abort();
        return push(step);
      };

      await expect(run()).rejects.toBeInstanceOf(AbortError);
      expect(scripted.written).toEqual([]);
      expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
    },
  );
});
