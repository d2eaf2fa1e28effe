import type { EngineClient } from '../../../src/engine';
import { removeBackground } from '../../../src/jobs';
import type { ErrorCode } from '../../../src/support';
import type { DocumentDescription, LayerDescription, LayerView } from '../../../simulator';
import { EXTENT, HISTORY_NAME, createDesk, expectNothingLeft, type Desk } from '../host/desk';
import { createEngineInProcess } from './engine-in-process';
import { tinyAssets, tinyTier } from './tiny-tier';

jest.setTimeout(30_000);

const TIER = tinyTier({ width: 64, height: 48 });
const BOUNDS = { left: 20, top: 10, width: 200, height: 150 };

/** What becomes of every kind of layer that a person can select: docs/targets.md has a row for each test. */
describe('removing the background of', () => {
  let desk: Desk;
  let engine: EngineClient;

  beforeAll(() => {
    engine = createEngineInProcess(tinyAssets(TIER));
  });
  afterAll(() => engine.dispose());
  beforeEach(() => {
    desk = createDesk();
  });
  afterEach(() => desk.end());

  const user = () => desk.photoshop.user;
  const inspect = () => desk.photoshop.inspect;

  function open(
    layers: readonly LayerDescription[],
    change: Partial<DocumentDescription> = {},
  ): number {
    return user().newDocument({ name: 'Street.psd', ...EXTENT, layers, ...change });
  }

  const layersOf = (id: number): readonly LayerView[] => {
    const document = inspect()
      .documents()
      .find((each) => each.id === id);
    return (document?.layers ?? []).flatMap((layer) => [layer, ...layer.layers]);
  };
  const layerCalled = (id: number, name: string): LayerView => {
    const layer = layersOf(id).find((each) => each.name === name);
    if (!layer) throw new Error(`There is no layer ${name}`);
    return layer;
  };
  const select = (id: number, ...names: readonly string[]) =>
    user().selectLayers(
      id,
      names.map((name) => layerCalled(id, name).id),
    );
  const maskOf = (id: number, name: string) => {
    const mask = inspect().layerMask(id, layerCalled(id, name).id);
    if (!mask) throw new Error(`The layer ${name} has no mask`);
    return mask;
  };

  const remove = () =>
    removeBackground(
      { host: desk.page, engine },
      { tier: TIER },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );

  /** What no removal may change, besides the document that it is about. */
  const surroundings = () => ({
    documents: inspect()
      .documents()
      .map(({ id }) => id),
    active: inspect().activeDocumentId,
  });
  const stateOf = (id: number) => ({
    pixels: inspect().fingerprint(id),
    history: inspect().history(id).names,
    layers: layersOf(id),
  });

  /** One step with a mask over the canvas, which undo takes back; nothing else has changed. */
  async function expectMask(id: number, name: string, nameAfter = name): Promise<void> {
    const before = { ...stateOf(id), ...surroundings() };

    await remove();

    expect(inspect().history(id).names).toEqual([...before.history, HISTORY_NAME]);
    expect(maskOf(id, nameAfter).bounds).toMatchObject({ left: 0, top: 0, ...EXTENT });
    expect(surroundings()).toEqual({ documents: before.documents, active: before.active });
    const ofOthers = ({ id: own }: LayerView) => own !== layerCalled(id, nameAfter).id;
    const others = before.layers.filter((layer) => layer.name !== name);
    expect(layersOf(id).filter(ofOthers).map(withoutSelection)).toEqual(
      others.map(withoutSelection),
    );
    expect(
      layersOf(id)
        .filter((each) => each.selected)
        .map((each) => each.name),
    ).toEqual([nameAfter]);
    user().undo(id);
    expect(inspect().fingerprint(id)).toBe(before.pixels);
    user().redo(id);
    expectNothingLeft(desk);
  }

  /** Refused with a code, and everything is as it was. */
  async function expectRefusal(id: number, code: ErrorCode): Promise<void> {
    const before = { ...stateOf(id), ...surroundings() };

    await expect(remove()).rejects.toMatchObject({ code });

    expect({ ...stateOf(id), ...surroundings() }).toEqual(before);
    expectNothingLeft(desk);
  }

  describe('a Background', () => {
    const openFlat = (change: Partial<DocumentDescription> = {}) =>
      open([{ name: 'Background', isBackground: true, pixels: white(EXTENT) }], change);

    it('makes it a layer and masks it, in one step', async () => {
      const id = openFlat();

      await expectMask(id, 'Background', 'Layer 0');

      expect(layerCalled(id, 'Layer 0')).toMatchObject({ isBackground: false, locked: false });
      user().undo(id);
      expect(layersOf(id)).toMatchObject([{ name: 'Background', isBackground: true }]);
    });

    it('masks it a second time, as the layer that it has become', async () => {
      const id = openFlat();
      await remove();

      await expectMask(id, 'Layer 0');
    });

    it('makes it a layer in a CMYK document as well', async () => {
      await expectMask(openFlat({ mode: 'CMYKColorMode' }), 'Background', 'Layer 0');
    });

    it('leaves it alone where the settings say so', async () => {
      await desk.page.call('saveSettings', { backgroundLayer: 'refuse' });

      await expectRefusal(openFlat(), 'background-layer');
    });

    it('converts it in a document behind another one, which stays in front', async () => {
      const id = openFlat();
      const other = open([photo()], { name: 'Front.psd' });
      const before = inspect().fingerprint(other);
      const documentId = (await desk.page.call('listDocuments', {})).find(
        (each) => each.documentName === 'Street.psd',
      )!.documentId;

      await removeBackground(
        { host: desk.page, engine },
        { tier: TIER, documentId },
        { signal: new AbortController().signal, onProgress: () => undefined },
      );

      expect(inspect().history(id).names.slice(1)).toEqual([HISTORY_NAME]);
      expect(maskOf(id, 'Layer 0').bounds).toMatchObject(EXTENT);
      expect(inspect().activeDocumentId).toBe(other);
      expect(inspect().fingerprint(other)).toBe(before);
      expectNothingLeft(desk);
    });

    it('leaves a Background where Photoshop does not convert it', async () => {
      const id = openFlat();
      desk.photoshop.faults.failAlways(
        'batchPlay',
        Object.assign(new Error('The user cancelled'), { number: -128 }),
      );
      // Asking for the mask's state is a batchPlay as well, and a Background is known to have none.
      await expect(remove()).rejects.toMatchObject({ code: 'host-failed' });

      expect(layersOf(id)).toMatchObject([{ name: 'Background', isBackground: true }]);
      expect(inspect().history(id).names).toHaveLength(1);
      expectNothingLeft(desk);
    });

    it('is a Background again when the mask cannot be written', async () => {
      const id = openFlat();
      const before = stateOf(id);
      desk.photoshop.faults.failAlways('putLayerMask');

      await expect(remove()).rejects.toMatchObject({ code: 'host-failed' });

      expect(stateOf(id).pixels).toBe(before.pixels);
      expect(stateOf(id).history).toEqual(before.history);
      expect(layersOf(id)).toMatchObject([{ name: 'Background', isBackground: true }]);
      expectNothingLeft(desk);
    });

    it('is a Background again when the person presses Escape after its conversion', async () => {
      const id = openFlat();
      const before = stateOf(id);
      desk.photoshop.faults.beforeCall('putLayerMask', () => user().pressEscape());

      await expect(remove()).rejects.toMatchObject({ name: 'AbortError' });

      expect(stateOf(id).pixels).toBe(before.pixels);
      expect(stateOf(id).history).toEqual(before.history);
      expect(layersOf(id)).toMatchObject([{ name: 'Background', isBackground: true }]);
      expectNothingLeft(desk);
    });
  });

  describe('a layer without pixels of its own', () => {
    it.each(['smartObject', 'text'] as const)('masks what a copy shows: %s', async (kind) => {
      const id = open([photo({ kind }), photo({ name: 'Below' })]);

      await expectMask(id, 'Photo');

      expect(layerCalled(id, 'Photo').kind).toBe(kind);
      expect(maskOf(id, 'Photo').pixels[80 * EXTENT.width + 100]).toBe(255);
    });

    it('masks a smart object whose pixels are locked', async () => {
      const id = open([photo({ kind: 'smartObject', locks: { pixels: true } })]);

      await expectMask(id, 'Photo');

      expect(layerCalled(id, 'Photo').locks.pixels).toBe(true);
    });

    it('masks a smart object with locked pixels in a CMYK document', async () => {
      const layers = [photo({ kind: 'smartObject', locks: { pixels: true } })];

      await expectMask(open(layers, { mode: 'CMYKColorMode' }), 'Photo');
    });

    it('masks a smart object in a document behind another one', async () => {
      const id = open([photo({ kind: 'smartObject' })]);
      const { documentId } = await desk.page.call('describeTarget', {});
      const other = open([photo()], { name: 'Front.psd' });

      await removeBackground(
        { host: desk.page, engine },
        { tier: TIER, documentId },
        { signal: new AbortController().signal, onProgress: () => undefined },
      );

      expect(inspect().history(id).names.slice(1)).toEqual([HISTORY_NAME]);
      expect(inspect().activeDocumentId).toBe(other);
      expectNothingLeft(desk);
    });

    it('says so where Photoshop cannot rasterize a copy', async () => {
      const id = open([photo({ kind: 'smartObject' })]);
      desk.photoshop.faults.failAlways('rasterize');
      const before = stateOf(id);

      await expect(remove()).rejects.toMatchObject({ code: 'layer-not-rasterized' });

      expect(stateOf(id).pixels).toBe(before.pixels);
      expect(stateOf(id).history).toEqual(before.history);
      expectNothingLeft(desk);
    });

    it('leaves no copy when the person presses Escape while it is rasterized', async () => {
      const id = open([photo({ kind: 'smartObject' })]);
      const before = stateOf(id);
      desk.photoshop.faults.beforeCall('rasterize', () => user().pressEscape());

      await expect(remove()).rejects.toMatchObject({ name: 'AbortError' });

      expect(stateOf(id).pixels).toBe(before.pixels);
      expect(stateOf(id).history).toEqual(before.history);
      expectNothingLeft(desk);
    });

    it.each(['solidColor', 'gradientFill', 'pattern'] as const)(
      'refuses a fill or a shape: %s',
      (kind) => expectRefusal(open([photo({ kind })]), 'fill-layer'),
    );

    it.each(['levels', 'curves', 'blackAndWhite'] as const)('refuses an adjustment: %s', (kind) =>
      expectRefusal(open([{ name: 'Adjustment', kind }]), 'adjustment-layer'),
    );

    it.each(['video', 'threeD'] as const)('refuses what shows more than one picture: %s', (kind) =>
      expectRefusal(open([photo({ kind })]), 'unsupported-layer'),
    );

    it('refuses a group', () =>
      expectRefusal(open([{ name: 'Group', children: [photo()] }]), 'group-layer'));
  });

  describe('a locked layer', () => {
    it.each(['transparency', 'position', 'pixels'] as const)(
      'masks it and leaves the lock: %s',
      async (lock) => {
        const id = open([photo({ locks: { [lock]: true } })]);
        const { locks } = layerCalled(id, 'Photo');

        await expectMask(id, 'Photo');

        expect(layerCalled(id, 'Photo').locks).toEqual(locks);
      },
    );

    it('masks it at once where a lock of its pixels does not stop a mask', async () => {
      desk.photoshop.faults.pixelLockLeavesMasks = true;
      const id = open([photo({ locks: { pixels: true } })]);

      await expectMask(id, 'Photo');
    });

    it('keeps the lock of its pixels when the mask cannot be written', async () => {
      const id = open([photo({ locks: { pixels: true } })]);
      desk.photoshop.faults.failAlways('putLayerMask');

      await expectRefusal(id, 'host-failed');
    });

    it('refuses it where everything is locked', () =>
      expectRefusal(open([photo({ locked: true })]), 'locked-layer'));

    it('refuses it where the group around it is locked', async () => {
      const id = open([{ name: 'Group', locked: true, children: [photo()] }]);
      select(id, 'Photo');

      await expectRefusal(id, 'locked-layer');
    });
  });

  describe('a layer among others', () => {
    it('masks a clipped layer and leaves it clipped', async () => {
      const id = open([photo({ clipped: true }), photo({ name: 'Base' })]);

      await expectMask(id, 'Photo');

      expect(layerCalled(id, 'Photo').clipped).toBe(true);
    });

    it('masks a hidden layer and leaves it hidden', async () => {
      const id = open([photo({ visible: false }), photo({ name: 'Below' })]);

      await expectMask(id, 'Photo');

      expect(layerCalled(id, 'Photo').visible).toBe(false);
    });

    it('masks a layer with effects and leaves them', async () => {
      const id = open([photo({ effects: true })]);

      await expectMask(id, 'Photo');

      expect(layerCalled(id, 'Photo').hasEffects).toBe(true);
    });

    it('finds no subject where a layer is wholly transparent, and keeps what is half so', async () => {
      const pixels = white(BOUNDS);
      for (let i = 0; i < BOUNDS.width * BOUNDS.height; i++) {
        const x = i % BOUNDS.width;
        // The last column is there, so that Photoshop does not trim what is transparent before it.
        if (x >= 60) pixels[i * 4 + 3] = x < 80 ? 128 : x < BOUNDS.width - 1 ? 0 : 255;
      }
      const id = open([photo({ pixels })]);

      await expectMask(id, 'Photo');

      const at = (x: number) => maskOf(id, 'Photo').pixels[80 * EXTENT.width + BOUNDS.left + x];
      expect([20, 59, 70, 79].map(at)).toEqual([255, 255, 255, 255]);
      expect([100, 130, 170].map(at)).toEqual([0, 0, 0]);
    });

    it('refuses several selected layers', async () => {
      const id = open([photo(), photo({ name: 'Below' })]);
      select(id, 'Photo', 'Below');

      await expectRefusal(id, 'several-layers');
    });

    it('refuses a document in which no layer is selected', async () => {
      const id = open([photo()]);
      user().selectLayers(id, []);

      await expectRefusal(id, 'no-layer');
    });

    it('lays the mask where the picture lies: off centre, partly transparent, in a group', async () => {
      const pixels = ballWithHoles(BOUNDS);
      const alone = open([{ name: 'Photo', bounds: atOrigin(BOUNDS), pixels }], atOrigin(BOUNDS));
      await remove();
      const expected = maskOf(alone, 'Photo').pixels;
      const id = open([{ name: 'Group', children: [{ name: 'Photo', bounds: BOUNDS, pixels }] }]);
      select(id, 'Photo');

      await expectMask(id, 'Photo');

      const canvas = new Uint8Array(EXTENT.width * EXTENT.height);
      for (let y = 0; y < BOUNDS.height; y++)
        canvas.set(
          expected.subarray(y * BOUNDS.width, (y + 1) * BOUNDS.width),
          (BOUNDS.top + y) * EXTENT.width + BOUNDS.left,
        );
      expect(new Set(expected).size).toBeGreaterThan(2);
      expect(Buffer.compare(maskOf(id, 'Photo').pixels, canvas)).toBe(0);
    });
  });

  describe('a layer that does not fit the canvas', () => {
    it.each([
      ['it begins left of it and above it', { left: -60, top: -40, width: 200, height: 150 }],
      ['it is larger than it on every side', { left: -50, top: -30, width: 500, height: 400 }],
    ])('masks the part on the canvas: %s', async (_where, bounds) => {
      const id = open([photo({ bounds })]);

      await expectMask(id, 'Photo');

      const { pixels } = maskOf(id, 'Photo');
      expect(pixels[20 * EXTENT.width + 20]).toBe(255);
      expect(pixels.at(-1)).toBe(bounds.width === 500 ? 255 : 0);
    });

    it('refuses a layer that lies wholly beside it', () =>
      expectRefusal(
        open([photo({ bounds: { left: 400, top: 10, width: 50, height: 50 } })]),
        'off-canvas-layer',
      ));

    it('refuses an empty layer', () => expectRefusal(open([{ name: 'Empty' }]), 'empty-layer'));
  });
});

/** White, so that the network, which takes the mean of the colours, sees one large subject. */
function photo(change: Partial<LayerDescription> = {}): LayerDescription {
  const { bounds = BOUNDS } = change;
  return { name: 'Photo', bounds, pixels: white(bounds as typeof BOUNDS), ...change };
}

function white({ width, height }: { width: number; height: number }): Uint8Array {
  return new Uint8Array(width * height * 4).fill(255);
}

function atOrigin({ width, height }: typeof BOUNDS) {
  return { left: 0, top: 0, width, height };
}

/** A white ball on black, with a stripe that is half transparent and one that is wholly so. */
function ballWithHoles({ width, height }: typeof BOUNDS): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = Math.hypot(x - width / 3, y - height / 2) < height / 3 ? 255 : 0;
      const alpha = x > width * 0.7 && x < width * 0.8 ? 128 : x > width * 0.85 && y > 9 ? 0 : 255;
      rgba.set([grey, grey, grey, alpha], (y * width + x) * 4);
    }
  return rgba;
}

/** Its own state, without its children's. */
function withoutSelection(layer: LayerView) {
  return { ...layer, selected: undefined, layers: undefined };
}
