import type { EngineClient } from '../../../src/engine';
import { removeBackgroundFromAll, type BatchProgress } from '../../../src/jobs';
import { OffcutError } from '../../../src/support';
import { ScriptedEngine, TIER } from './scripted-engine';
import { ScriptedHost } from './scripted-host';

describe('a batch that has several documents in hand', () => {
  let scripted: ScriptedHost;
  let engine: ScriptedEngine;
  let canceller: AbortController;
  let progress: BatchProgress[];
  let events: string[];
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    engine = new ScriptedEngine();
    canceller = new AbortController();
    [progress, events] = [[], []];
    for (const id of [1, 2, 3, 4, 5]) scripted.addDocument(id, `${id}.psd`);
    scripted.methods = {
      readPixels: (wish) => {
        if (!wish.part) events.push(`read ${wish.documentId}`);
        return scripted.readPixels(wish);
      },
    };
  });
  afterEach(() => close());

  function run(lanes: number, onProgress: (step: BatchProgress) => void = () => undefined) {
    const opened = scripted.open();
    close = opened.close;
    engine.lanes = lanes;
    const report = (step: BatchProgress) => {
      progress.push(step);
      onProgress(step);
    };
    return removeBackgroundFromAll(
      { host: opened.host, engine },
      { tier: TIER },
      { signal: canceller.signal, onProgress: report },
    );
  }

  /** Estimates wait until they are let go, by the order in which they came, from 1. */
  function holdEstimates() {
    const plain = new ScriptedEngine();
    const waiting = new Map<number, () => void>();
    let count = 0;
    const estimateMatte: EngineClient['estimateMatte'] = async (tier, request, signal) => {
      count += 1;
      const own = count;
      events.push(`estimate ${own}`);
      await new Promise<void>((resolve, reject) => {
        waiting.set(own, resolve);
        signal?.addEventListener('abort', () =>
          reject(Object.assign(new Error('Cancelled'), { name: 'AbortError' })),
        );
      });
      return plain.estimateMatte(tier, request);
    };
    engine.methods = { estimateMatte };
    return {
      letGo: async (own: number) => {
        waiting.get(own)?.();
        await quiet();
      },
    };
  }

  /** Everything that can happen by itself has happened: counted in turns, because a busy computer's time says little. */
  const quiet = async () => {
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };

  it('reads the next document while the engine works on one, and no further', async () => {
    const { letGo } = holdEstimates();

    const batch = run(1);
    await quiet();
    expect(events).toEqual(['read 1', 'estimate 1', 'read 2']);

    for (const id of [1, 2, 3, 4, 5]) await letGo(id);
    await batch;
    expect(events.filter((event) => event.startsWith('estimate'))).toHaveLength(5);
  });

  it('works on as many as there are lanes, and reads one more', async () => {
    const { letGo } = holdEstimates();

    const batch = run(2);
    await quiet();
    const reads = events.filter((event) => event.startsWith('read'));
    const estimates = events.filter((event) => event.startsWith('estimate'));
    expect({ reads, estimates }).toEqual({
      reads: ['read 1', 'read 2', 'read 3'],
      estimates: ['estimate 1', 'estimate 2'],
    });

    for (const id of [1, 2, 3, 4, 5]) await letGo(id);
    await batch;
  });

  it('keeps Photoshop’s order in its report, and never goes back, when a later document is done first', async () => {
    const { letGo } = holdEstimates();

    const batch = run(2);
    await quiet();
    for (const id of [2, 3, 4, 5, 1]) await letGo(id);
    const { outcomes } = await batch;

    expect(scripted.written.map(({ documentId }) => documentId)).toEqual([2, 3, 4, 5, 1]);
    expect(outcomes.map(({ document }) => document.documentId)).toEqual([1, 2, 3, 4, 5]);
    const told = progress.map(({ position, finished }) => [position, finished]);
    expect(new Set(told.map(([position]) => position))).toEqual(new Set([1]));
    expect(told.at(-1)).toEqual([1, 4]);
  });

  it('sends one mask at a time, because the host holds no more', async () => {
    let held = 0;
    let most = 0;
    scripted.methods = {
      ...scripted.methods,
      writeMaskStrip: async () => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        return {};
      },
      beginMask: () => {
        most = Math.max(most, ++held);
        return Promise.resolve({ maskId: held });
      },
      commitMask: () => {
        held -= 1;
        return Promise.resolve({});
      },
    };

    const { outcomes } = await run(4);

    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('done'));
    expect(most).toBe(1);
  });

  it('lets a document that could not be read fail alone', async () => {
    const { readPixels } = scripted.methods;
    scripted.methods = {
      readPixels: (wish, context) =>
        wish.documentId === 2
          ? Promise.reject(new OffcutError('host-busy', ''))
          : readPixels!(wish, context),
    };

    const { outcomes } = await run(2);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done', 'done', 'done']);
    expect(outcomes[1]).toMatchObject({ error: { code: 'host-busy' } });
  });

  it('ends all that is under way when it is cancelled, drops what it has read, and begins nothing more', async () => {
    const { letGo } = holdEstimates();
    const batch = run(2);
    await quiet();
    await letGo(1);

    canceller.abort();
    const { outcomes } = await batch;

    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'done',
      ...Array<string>(4).fill('cancelled'),
    ]);
    expect(events).not.toContain('read 5');
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
    expect(scripted.written).toHaveLength(1);
  });

  it('works a second time as the first', async () => {
    await run(2);
    close();
    const { outcomes } = await run(2);

    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('done'));
    expect(scripted.written).toHaveLength(10);
  });

  it('takes up more documents when the engine turns out to have more lanes', async () => {
    const { letGo } = holdEstimates();
    const batch = run(1);
    await quiet();

    engine.lanes = 2;
    await letGo(1);

    expect(events.filter((event) => event.startsWith('estimate'))).toHaveLength(3);
    for (const id of [2, 3, 4, 5]) await letGo(id);
    await batch;
  });

  it('holds the engine from the first document to the last', async () => {
    let isHeld = false;
    engine.hold = async (work) => {
      isHeld = true;
      return work().finally(() => (isHeld = false));
    };
    const during: boolean[] = [];

    await run(1, () => during.push(isHeld));

    expect(new Set(during)).toEqual(new Set([true]));
    expect(isHeld).toBe(false);
  });
});
