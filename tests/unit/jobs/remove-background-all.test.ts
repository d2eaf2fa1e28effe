import { removeBackgroundFromAll, type BatchProgress } from '../../../src/jobs';
import { OffcutError, type ErrorCode } from '../../../src/support';
import { ScriptedEngine, TIER } from './scripted-engine';
import { ScriptedHost } from './scripted-host';

describe('removing the background of all open documents', () => {
  let scripted: ScriptedHost;
  let engine: ScriptedEngine;
  let canceller: AbortController;
  let progress: BatchProgress[];
  let close: () => void;

  beforeEach(() => {
    scripted = new ScriptedHost();
    engine = new ScriptedEngine();
    canceller = new AbortController();
    progress = [];
  });
  afterEach(() => close());

  function run(onProgress: (step: BatchProgress) => void = (step) => progress.push(step)) {
    const opened = scripted.open();
    close = opened.close;
    return removeBackgroundFromAll(
      { host: opened.host, engine },
      { tier: TIER },
      { signal: canceller.signal, onProgress },
    );
  }

  it('works through every document in turn, one history state each', async () => {
    for (const id of [1, 2, 3]) scripted.addDocument(id, `${id}.psd`);

    const { outcomes } = await run();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect(scripted.written.map(({ documentId }) => documentId)).toEqual([1, 2, 3]);
  });

  it('does not let one document spoil the next', async () => {
    scripted.addDocument(1, '1.psd', new OffcutError('background-layer', ''));
    scripted.addDocument(2, '2.psd', new OffcutError('host-failed', ''));
    scripted.addDocument(3, '3.psd');

    const { outcomes } = await run();

    expect(outcomes).toMatchObject([
      { kind: 'skipped', error: { code: 'background-layer' }, document: { documentName: '1.psd' } },
      { kind: 'failed', error: { code: 'host-failed' } },
      { kind: 'done', report: { target: { documentId: 3 } } },
    ]);
  });

  it.each<[ErrorCode, 'skipped' | 'failed']>([
    ['group-layer', 'skipped'],
    ['empty-layer', 'skipped'],
    ['no-layer', 'skipped'],
    ['locked-layer', 'skipped'],
    ['document-closed', 'skipped'],
    ['host-busy', 'failed'],
    ['unexpected-pixels', 'failed'],
    ['layer-deleted', 'failed'],
  ])('counts %s as %s', async (code, kind) => {
    scripted.addDocument(1, '1.psd', new OffcutError(code, ''));

    expect((await run()).outcomes).toMatchObject([{ kind, error: { code } }]);
  });

  it('does not let one document that cannot be refined spoil the next', async () => {
    for (const id of [1, 2, 3]) scripted.addDocument(id, `${id}.psd`);
    scripted.methods = {
      readPixels: (wish) =>
        wish.documentId === 2 && wish.part
          ? Promise.reject(new OffcutError('host-failed', ''))
          : scripted.readPixels(wish),
    };

    const { outcomes } = await run();

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done']);
    expect(scripted.written.map(({ documentId }) => documentId)).toEqual([1, 3]);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it('tells which document of how many it is at', async () => {
    for (const id of [1, 2]) scripted.addDocument(id, `${id}.psd`);

    await run();

    const places = progress.map(
      ({ position, count, documentName }) => `${position}/${count} ${documentName}`,
    );
    expect([...new Set(places)]).toEqual(['1/2 1.psd', '2/2 2.psd']);
    expect(progress.at(-1)?.inner.stage).toBe('writing-mask');
  });

  it('stops inside a document when it is cancelled, and says how far it came', async () => {
    for (const id of [1, 2, 3]) scripted.addDocument(id, `${id}.psd`);

    const { outcomes } = await run(({ position, inner }) => {
      if (position === 2 && inner.stage === 'rendering-mask') canceller.abort();
    });

    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'cancelled', 'cancelled']);
    expect(scripted.written).toHaveLength(1);
    expect({ host: scripted.held, mattes: engine.mattes.size }).toEqual({ host: 0, mattes: 0 });
  });

  it('makes the documents and layers active again that were, whatever happens', async () => {
    scripted.addDocument(1, '1.psd', new OffcutError('host-failed', ''));
    await run();
    expect(scripted.active).toEqual(['remembered', 'restored']);
    close();

    scripted.addDocument(1, '1.psd');
    await run(() => canceller.abort());
    expect(scripted.active).toEqual(['remembered', 'restored', 'remembered', 'restored']);
  });

  it('says so when no document is open', async () => {
    await expect(run()).rejects.toMatchObject({ code: 'no-document' });
  });
});
