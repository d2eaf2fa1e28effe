import { removeBackground } from '../../../src/jobs';
import { AbortError, OffcutError, type Progress } from '../../../src/support';
import { MODEL, ScriptedEngine } from './scripted-engine';
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

  function run() {
    const opened = scripted.open();
    close = opened.close;
    const onProgress = (step: Progress) => void progress.push(step);
    return removeBackground(
      { host: opened.host, engine },
      { model: MODEL },
      { signal: canceller.signal, onProgress },
    );
  }

  it('writes every row of the mask once, under one named history state', async () => {
    await run();

    expect(scripted.written).toHaveLength(1);
    const [{ mask, ...place }] = scripted.written as [(typeof scripted.written)[0]];
    expect(place).toEqual({ documentId: 1, layerId: 10, historyName: 'Remove Background' });
    expect(mask).toHaveLength(WIDTH * HEIGHT);
    expect(Array.from({ length: HEIGHT }, (_, row) => mask[row * WIDTH + 5])).toEqual(
      Array.from({ length: HEIGHT }, (_, row) => row),
    );
  });

  it('reports what was done, how long each stage took, and what crossed the bridge', async () => {
    const report = await run();

    expect(report).toMatchObject({
      coverage: 0.5,
      model: { id: 'tiny' },
      target: { documentId: 1 },
    });
    expect(Object.keys(report.stageMs).sort()).toEqual([
      'estimating',
      'loading-model',
      'reading-pixels',
      'rendering-mask',
      'writing-mask',
    ]);
    // The pixels of an 8 × 8 read, and a mask of flat rows that deflate makes far smaller than its five million bytes.
    expect(report.bytesOverBridge).toBeGreaterThan(8 * 8 * 3);
    expect(report.bytesOverBridge).toBeLessThan(100_000);
  });

  it('tells its stages in order, from the first to the last', async () => {
    await run();

    const stages = [...new Set(progress.map(({ stage }) => stage))];
    expect(stages.at(0)).toBe('reading-pixels');
    expect(stages.slice(-3)).toEqual(['estimating', 'rendering-mask', 'writing-mask']);
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
          bounds: { left: 0, top: 0, ...extent },
          ...extent,
          channels: 3,
          blob: { blobId: 99, byteLength: 0 },
        }),
    };

    await expect(run()).rejects.toMatchObject({ code: 'unexpected-pixels' });
  });

  it.each(['reading-pixels', 'loading-model', 'rendering-mask'] as const)(
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
