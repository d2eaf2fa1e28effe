import type { EngineClient } from '../../../src/engine';
import { removeBackground } from '../../../src/jobs';
import type { Progress, Stage } from '../../../src/support';
import type { DocumentDescription } from '../../../simulator';
import { PHOTO_BOUNDS, expectNothingLeft, photoDocument, type Desk } from '../host/desk';
import { createTinyWorkplace, tinyTier } from './tiny-tier';

const TIER = tinyTier();
const { fine: MODEL, weights: WEIGHTS } = TIER;
const ALTERED = Uint8Array.from(WEIGHTS, (byte, index) => (index === 9 ? byte ^ 1 : byte));

// Each brings a runtime of 13 MB over the bridge.
jest.setTimeout(30_000);

/** Every way in which a removal can be asked for what cannot be done, from the page's job to the document. */
describe('a removal that cannot be done', () => {
  let desk: Desk;
  let engine: EngineClient;
  let files: Map<string, Uint8Array>;
  let canceller: AbortController;

  beforeEach(() => {
    canceller = new AbortController();
    ({ desk, engine, files } = createTinyWorkplace(TIER));
  });

  afterEach(() => {
    engine.dispose();
    desk.end();
  });

  const open = (change: Partial<DocumentDescription> = {}) =>
    desk.photoshop.user.newDocument(
      photoDocument({ layers: [photo(), photo('Below')], ...change }),
    );

  function remove(onProgress: (progress: Progress) => void = () => undefined) {
    const workplace = { host: desk.page, engine };
    return removeBackground(workplace, { tier: TIER }, { signal: canceller.signal, onProgress });
  }

  /** What the document and its history are, for all that a removal could have changed. */
  const stateOf = (id: number) => ({
    pixels: desk.photoshop.inspect.fingerprint(id),
    history: desk.photoshop.inspect.history(id).names,
  });

  /** The failure has left nothing behind, and the next removal in a sound document is none the worse for it. */
  async function expectNextToWork(): Promise<void> {
    expectNothingLeft(desk);
    const next = open({ name: 'Next.psd' });
    await remove();
    expect(stateOf(next).history.slice(1)).toEqual(['Remove Background']);
    expectNothingLeft(desk);
  }

  it('says no-document where none is open', async () => {
    await expect(remove()).rejects.toMatchObject({ code: 'no-document' });

    await expectNextToWork();
  });

  it.each<[string, string, () => number]>([
    ['no-layer', 'no layer is selected', () => select(open(), [])],
    ['several-layers', 'two layers are selected', () => select(open(), [0, 1])],
    ['empty-layer', 'the layer has no pixels', () => open({ layers: [{ name: 'Empty' }] })],
    [
      'group-layer',
      'a group is selected',
      () => open({ layers: [{ name: 'Group', children: [photo()] }] }),
    ],
    ['locked-layer', 'the layer is locked', () => open({ layers: [{ ...photo(), locked: true }] })],
    [
      'model-missing',
      'the weights are missing',
      () => {
        files.delete(MODEL.path);
        return open();
      },
    ],
    [
      'model-altered',
      'the weights were altered',
      () => {
        files.set(MODEL.path, ALTERED);
        return open();
      },
    ],
    [
      'model-truncated',
      'the weights are cut short',
      () => {
        files.set(MODEL.path, WEIGHTS.slice(0, -1));
        return open();
      },
    ],
    [
      'bridge-corrupt',
      'pixels arrive damaged',
      () => {
        desk.tamper = damageOnce((text) => text.includes('"byteLength":32,'));
        return open();
      },
    ],
    [
      'bridge-corrupt',
      'a strip of the mask arrives damaged',
      () => {
        desk.tamper = damageOnce((text) => text.includes('writeMaskStrip'));
        return open();
      },
    ],
  ])('says %s where %s', async (code, _what, arrange) => {
    const id = arrange();
    const before = stateOf(id);

    await expect(remove()).rejects.toMatchObject({ code });

    expect(stateOf(id)).toEqual(before);
    files.set(MODEL.path, WEIGHTS);
    await expectNextToWork();
  });

  it('says host-busy while another plugin is modal', async () => {
    const id = open();
    const before = stateOf(id);
    desk.photoshop.user.startOtherPluginModal('com.example.other');

    await expect(remove()).rejects.toMatchObject({ code: 'host-busy' });

    desk.photoshop.user.endOtherPluginModal();
    expect(stateOf(id)).toEqual(before);
    await expectNextToWork();
  }, 10_000);

  it('says layer-deleted where the layer is deleted between read and write', async () => {
    const id = open();
    const deleteTarget = once(() => {
      desk.photoshop.user.deleteLayer(id, layersOf(id)[0] ?? 0);
      return stateOf(id);
    });

    const removal = remove(at('estimating', deleteTarget.call));

    await expect(removal).rejects.toMatchObject({ code: 'layer-deleted' });
    expect(stateOf(id)).toEqual(deleteTarget.outcome());
    await expectNextToWork();
  });

  it('says document-changed where the layer is painted beyond its edge between read and write', async () => {
    const id = open();
    const paint = once(() => {
      const bounds = { left: 0, top: 0, width: 8, height: 8 };
      desk.photoshop.user.paint(id, layersOf(id)[0] ?? 0, { bounds, rgba: [0, 0, 0, 255] });
      return stateOf(id);
    });

    const removal = remove(at('estimating', paint.call));

    await expect(removal).rejects.toMatchObject({ code: 'document-changed' });
    expect(stateOf(id)).toEqual(paint.outcome());
    await expectNextToWork();
  });

  it('says document-closed where the document is closed between read and write', async () => {
    const id = open();
    const close = once(() => desk.photoshop.user.closeDocument(id));

    const removal = remove(at('estimating', close.call));

    await expect(removal).rejects.toMatchObject({ code: 'document-closed' });
    await expectNextToWork();
  });

  it.each(['reading-pixels', 'estimating', 'refining', 'rendering-mask', 'writing-mask'] as const)(
    'ends with bridge-closed where the page is reloaded while %s, and the new page works',
    async (reloadAt) => {
      const id = open();
      const before = stateOf(id);
      const reload = once(() => desk.reloadPage());

      const removal = remove(at(reloadAt, reload.call));

      await expect(removal).rejects.toMatchObject({ code: 'bridge-closed' });
      expect(stateOf(id)).toEqual(before);
      await desk.page.call('loadSettings', {});
      await expectNextToWork();
    },
  );

  it.each(['reading-pixels', 'loading-model', 'estimating', 'refining', 'rendering-mask'] as const)(
    'ends as cancelled where it is cancelled while %s, and the next one works',
    async (cancelAt) => {
      const id = open();
      const before = stateOf(id);

      const cancel = once(() => canceller.abort());

      const removal = remove(at(cancelAt, cancel.call));

      await expect(removal).rejects.toMatchObject({ name: 'AbortError' });
      expect(stateOf(id)).toEqual(before);
      canceller = new AbortController();
      // The runtime's own file may still be on its way: that goes on, because the next removal needs it.
      await engine.prepare(TIER);
      await expectNextToWork();
    },
  );

  function layersOf(id: number): number[] {
    const document = desk.photoshop.inspect.documents().find((each) => each.id === id);
    return (document?.layers ?? []).map((layer) => layer.id);
  }

  function select(id: number, places: readonly number[]): number {
    const layers = layersOf(id);
    desk.photoshop.user.selectLayers(
      id,
      places.map((place) => layers[place] ?? 0),
    );
    return id;
  }
});

/** White, so that the network, which takes the mean of the colours, sees one large subject. */
function photo(name = 'Photo') {
  const { width, height } = PHOTO_BOUNDS;
  return { name, bounds: PHOTO_BOUNDS, pixels: new Uint8Array(width * height * 4).fill(255) };
}

/** Changes one letter of the base64 text in the first message of that kind. */
function damageOnce(isVictim: (text: string) => boolean): Desk['tamper'] {
  let damages = 1;
  return (text) =>
    isVictim(text) && damages-- > 0
      ? text.replace(/("text":"..)(.)/, (_match, head: string, letter: string) =>
          head.concat(letter === 'A' ? 'B' : 'A'),
        )
      : text;
}

/** Acts when a removal reports that stage. */
function at(stage: Stage, act: () => void) {
  return (progress: Progress) => {
    if (progress.stage === stage) act();
  };
}

function once<T>(act: () => T) {
  let outcome: T | undefined;
  let isDone = false;
  return {
    call: () => {
      if (!isDone) {
        isDone = true;
        outcome = act();
      }
    },
    outcome: () => outcome,
  };
}
