import { toChunk, type MaskOutput, type Target } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { HostMethod, LayerView, SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  PHOTO_BOUNDS,
  closeDesk,
  createDesk,
  expectNothingLeft,
  gradient,
  photoDocument,
  sendMask,
  testMask,
  type Desk,
} from './desk';

const STEP = 'Test Output';
const MASK = testMask();
/** What a person had selected. */
const SELECTED = { left: 30, top: 20, width: 40, height: 50 };
const PICTURE = PHOTO_BOUNDS;

let desk: Desk;
let photoshop: SimulatedPhotoshop;
let target: Target;
let before: string;

beforeEach(async () => {
  desk = createDesk();
  ({ photoshop } = desk);
  photoshop.user.newDocument(
    photoDocument({
      layers: [
        { name: 'Above', bounds: { left: 0, top: 0, width: 9, height: 9 } },
        { name: 'Photo', bounds: PHOTO_BOUNDS, pixels: gradient(PHOTO_BOUNDS) },
        { name: 'Below', bounds: PHOTO_BOUNDS },
      ],
    }),
  );
  const { id } = photoshop.inspect.documents()[0]!;
  photoshop.user.selectLayers(id, [2]);
  target = await desk.page.call('describeTarget', {});
  before = photoshop.inspect.fingerprint(target.documentId);
});

afterEach(() => {
  closeDesk(desk);
});

const commit = (maskId: number, signal?: AbortSignal) =>
  desk.page.call('commitMask', { maskId, historyName: STEP }, { signal });

const OUTPUTS: Readonly<Record<MaskOutput['kind'], MaskOutput>> = {
  mask: { kind: 'mask' },
  selection: { kind: 'selection' },
  channel: { kind: 'channel' },
  cutout: { kind: 'cutout', picture: PICTURE },
};

async function send(kind: MaskOutput['kind']): Promise<number> {
  const maskId = await sendMask(desk.page, target, MASK, OUTPUTS[kind]);
  if (kind === 'cutout') await sendColours(maskId);
  return maskId;
}

/** In strips of 40 rows, the last one first. */
async function sendColours(maskId: number): Promise<void> {
  const { width, height } = PICTURE;
  const colours = cleanColours();
  for (let top = 40 * Math.floor(height / 40); top >= 0; top -= 40) {
    const rows = Math.min(40, height - top);
    const strip = colours.subarray(top * width * 4, (top + rows) * width * 4);
    await desk.page.call('writeColourStrip', {
      maskId,
      top,
      height: rows,
      chunk: toChunk(strip, { deflate: true }),
    });
  }
}

/** Every pixel with another colour than the picture's, and soft alpha. */
function cleanColours(): Uint8Array {
  return gradient(PICTURE).map((value, i) => (i % 4 === 3 ? 100 + (i % 156) : 255 - value));
}

async function write(kind: MaskOutput['kind']): Promise<void> {
  await commit(await send(kind));
}

const stepsOf = () => photoshop.inspect.history(target.documentId).names.slice(1);
const layersOf = () =>
  photoshop.inspect.documents().find(({ id }) => id === target.documentId)!.layers;

function expectUntouched(steps: readonly string[] = []): void {
  expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
  expect(stepsOf()).toEqual(steps);
  expect(layersOf().every(({ visible }) => visible)).toBe(true);
}

function select(): void {
  photoshop.user.select(target.documentId, { bounds: SELECTED });
  before = photoshop.inspect.fingerprint(target.documentId);
}

describe.each(['selection', 'channel', 'cutout'] as const)('the output “%s”', (kind) => {
  it('is one history step, and undo takes everything back', async () => {
    await write(kind);
    const after = photoshop.inspect.fingerprint(target.documentId);
    expect(stepsOf()).toEqual([STEP]);
    expect(after).not.toBe(before);

    photoshop.user.undo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
    expect(layersOf().every(({ visible }) => visible)).toBe(true);

    photoshop.user.redo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(after);
  });

  it('leaves the layer without a mask and with its pixels', async () => {
    await write(kind);

    const { documentId, layerId } = target;
    expect(photoshop.inspect.layerMask(documentId, layerId)).toBeUndefined();
    const pixels = photoshop.inspect.layerPixels(documentId, layerId);
    expect(pixels?.bounds).toMatchObject(PHOTO_BOUNDS);
    expect(Buffer.compare(pixels?.pixels ?? new Uint8Array(), gradient(PHOTO_BOUNDS))).toBe(0);
  });

  it('goes to the document that was read although another one is in front by now', async () => {
    const maskId = await send(kind);
    const other = photoshop.user.newDocument(photoDocument({ name: 'Other' }));
    const otherBefore = photoshop.inspect.fingerprint(other);

    await commit(maskId);

    expect(stepsOf()).toEqual([STEP]);
    expect(photoshop.inspect.fingerprint(other)).toBe(otherBefore);
    expect(photoshop.inspect.activeDocumentId).toBe(other);
  });

  it('works right after a write although Photoshop needs a moment', async () => {
    photoshop.faults.transientAfterPut = true;

    await write(kind);

    expect(stepsOf()).toEqual([STEP]);
    photoshop.faults.transientAfterPut = false;
  });

  it('runs a second time, and holds nothing afterwards', async () => {
    await write(kind);
    photoshop.user.selectLayers(target.documentId, [target.layerId]);
    await write(kind);

    expect(stepsOf()).toEqual([STEP, STEP]);
    expectNothingLeft(desk);
  });

  it.each<HostMethod>(['executeAsModal', 'suspendHistory', 'createImageDataFromBuffer'])(
    'leaves the document as it was when %s fails',
    async (method) => {
      const maskId = await send(kind);
      photoshop.faults.failAlways(method);

      await expect(commit(maskId)).rejects.toMatchObject({ code: 'host-failed' });

      expectUntouched();
    },
  );

  it('leaves no trace when the page cancels before it is resumed', async () => {
    const maskId = await send(kind);
    const controller = new AbortController();
    photoshop.faults.beforeCall('createImageDataFromBuffer', async () => {
      controller.abort();
      await nextMessages();
    });

    await expect(commit(maskId, controller.signal)).rejects.toBeInstanceOf(AbortError);

    expectUntouched();
  });

  it('is refused for a layer that lies elsewhere, or has gone', async () => {
    const maskId = await send(kind);
    photoshop.user.deleteLayer(target.documentId, target.layerId);

    await expect(commit(maskId)).rejects.toMatchObject({ code: 'layer-deleted' });

    expect(stepsOf()).not.toContain(STEP);
  });
});

/** What each output asks of Photoshop in the middle of its step. */
const CALLS: readonly (readonly [MaskOutput['kind'], HostMethod])[] = [
  ['selection', 'putSelection'],
  ['channel', 'putSelection'],
  ['channel', 'saveSelection'],
  ['channel', 'deselect'],
  ['cutout', 'createPixelLayer'],
  ['cutout', 'putPixels'],
  ['cutout', 'putLayerMask'],
  ['cutout', 'createLayerGroup'],
];

describe.each(CALLS)('the output “%s”, at %s', (kind, method) => {
  it('leaves the document as it was when that fails', async () => {
    const maskId = await send(kind);
    photoshop.faults.failAlways(method);

    await expect(commit(maskId)).rejects.toMatchObject({ code: 'host-failed' });

    expectUntouched();
  });

  it('leaves no trace when the person presses Escape before', async () => {
    const maskId = await send(kind);
    photoshop.faults.beforeCall(method, () => photoshop.user.pressEscape());

    await expect(commit(maskId)).rejects.toBeInstanceOf(AbortError);

    expectUntouched();
  });

  it('leaves no trace when the page cancels before', async () => {
    const maskId = await send(kind);
    const controller = new AbortController();
    photoshop.faults.beforeCall(method, async () => {
      controller.abort();
      await nextMessages();
    });

    await expect(commit(maskId, controller.signal)).rejects.toBeInstanceOf(AbortError);

    expectUntouched();
  });
});

describe('a selection', () => {
  it('selects as much of every pixel as the matte says, over the whole canvas', async () => {
    await write('selection');

    const selection = photoshop.inspect.selection(target.documentId);
    expect(selection?.bounds).toMatchObject({ left: 0, top: 0, ...EXTENT });
    expect(Buffer.compare(selection?.pixels ?? new Uint8Array(), MASK)).toBe(0);
  });

  it('takes the place of what was selected, and undo selects that again', async () => {
    select();

    await write('selection');
    expect(photoshop.inspect.selection(target.documentId)?.bounds).toMatchObject(EXTENT);

    photoshop.user.undo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
  });
});

describe('a channel', () => {
  it('is called Offcut, holds the matte, and leaves nothing selected where nothing was', async () => {
    await write('channel');

    const { documentId } = target;
    expect(photoshop.inspect.channelNames(documentId)).toEqual(['Offcut']);
    const channel = photoshop.inspect.channel(documentId, 'Offcut');
    expect(Buffer.compare(channel?.pixels ?? new Uint8Array(), MASK)).toBe(0);
    expect(photoshop.inspect.selection(documentId)).toBeUndefined();
  });

  it('leaves selected what was selected, soft edges included', async () => {
    const { documentId } = target;
    const soft = Uint8Array.from({ length: 40 * 50 }, (_, i) => i % 256);
    photoshop.user.select(documentId, { bounds: SELECTED, pixels: soft });

    await write('channel');

    const { pixels } = photoshop.inspect.selection(documentId)!;
    const rows = Array.from({ length: 50 }, (_, y) =>
      pixels.subarray((20 + y) * EXTENT.width + 30).subarray(0, 40),
    );
    expect(Buffer.compare(Buffer.concat(rows), soft)).toBe(0);
    expect(pixels.reduce((sum, value) => sum + value, 0)).toBe(
      soft.reduce((sum, value) => sum + value, 0),
    );
  });

  it('is written over by the next one, and others stay', async () => {
    await write('channel');
    const next = await sendMask(
      desk.page,
      target,
      MASK.map((v) => 255 - v),
      OUTPUTS.channel,
    );

    await commit(next);

    const { documentId } = target;
    expect(photoshop.inspect.channelNames(documentId)).toEqual(['Offcut']);
    expect(photoshop.inspect.channel(documentId, 'Offcut')?.pixels[1]).toBe(255 - MASK[1]!);
  });
});

describe('a cut-out', () => {
  const groupOf = (): LayerView => layersOf()[1]!;

  it('lies in a group named after the layer, over the original in a hidden group', async () => {
    await write('cutout');

    expect(layersOf().map(({ name }) => name)).toEqual(['Above', 'Photo', 'Below']);
    const [cutOut, hidden] = groupOf().layers;
    expect(groupOf()).toMatchObject({ kind: 'group', visible: true });
    expect(cutOut).toMatchObject({ name: 'Photo cut-out', kind: 'pixel', selected: true });
    expect(hidden).toMatchObject({ name: 'Original', kind: 'group', visible: false });
    expect(hidden?.layers).toMatchObject([{ id: target.layerId, name: 'Photo', visible: true }]);
  });

  it('has every pixel of the colours where the picture lies, and the matte as its mask', async () => {
    await write('cutout');

    const { id } = groupOf().layers[0]!;
    const pixels = photoshop.inspect.layerPixels(target.documentId, id);
    const mask = photoshop.inspect.layerMask(target.documentId, id);
    expect(pixels?.bounds).toMatchObject(PICTURE);
    expect(Buffer.compare(pixels?.pixels ?? new Uint8Array(), cleanColours())).toBe(0);
    expect(mask?.bounds).toMatchObject({ left: 0, top: 0, ...EXTENT });
    expect(Buffer.compare(mask?.pixels ?? new Uint8Array(), MASK)).toBe(0);
  });

  it('shows what a mask on the original would show, in the clean colours', async () => {
    await write('cutout');
    photoshop.user.setVisible(target.documentId, 1, false);
    photoshop.user.setVisible(target.documentId, 3, false);

    const { rgba } = photoshop.inspect.composite(target.documentId);
    const at = (60 * EXTENT.width + 70) * 4;
    const own = ((60 - PICTURE.top) * PICTURE.width + 70 - PICTURE.left) * 4;
    const clean = cleanColours();
    expect(rgba[at + 3]).toBe(Math.round((MASK[at / 4]! * clean[own + 3]!) / 255));
    expect(Math.abs(rgba[at]! - clean[own]!)).toBeLessThan(2);
  });

  it('makes a Background a layer first, and undo makes it one again', async () => {
    const id = photoshop.user.newDocument({
      name: 'Flat.jpg',
      ...EXTENT,
      layers: [{ name: 'Background', isBackground: true }],
    });
    target = await desk.page.call('describeTarget', {});
    before = photoshop.inspect.fingerprint(id);

    await write('cutout');

    expect(stepsOf()).toEqual([STEP]);
    expect(layersOf()).toMatchObject([{ name: 'Layer 0', kind: 'group' }]);
    photoshop.user.undo(id);
    expect(photoshop.inspect.fingerprint(id)).toBe(before);
  });

  it('stays in the group that the layer is in', async () => {
    photoshop.user.newDocument(
      photoDocument({
        layers: [{ name: 'Set', children: [{ name: 'Photo', bounds: PHOTO_BOUNDS }] }],
      }),
    );
    const [set] = photoshop.inspect.documents().at(-1)!.layers;
    const { id } = photoshop.inspect.documents().at(-1)!;
    photoshop.user.selectLayers(id, [set!.layers[0]!.id]);
    target = await desk.page.call('describeTarget', {});

    await write('cutout');

    expect(layersOf()).toMatchObject([
      { name: 'Set', layers: [{ name: 'Photo', layers: [{}, { name: 'Original' }] }] },
    ]);
  });

  it('is refused where Photoshop takes no new pixels', async () => {
    photoshop.user.newDocument(photoDocument({ name: 'Print.psd', mode: 'CMYKColorMode' }));
    const { id, layers } = photoshop.inspect.documents().at(-1)!;
    const [layer] = layers;
    const begun = desk.page.call('beginMask', {
      ...{ documentId: id as Target['documentId'], layerId: layer!.id as Target['layerId'] },
      ...{ extent: EXTENT, output: OUTPUTS.cutout },
    });

    await expect(begun).rejects.toMatchObject({ code: 'unsupported-color-mode' });
  });

  it('writes nothing while colours are missing', async () => {
    const maskId = await sendMask(desk.page, target, MASK, OUTPUTS.cutout);

    await expect(commit(maskId)).rejects.toMatchObject({
      code: 'bridge-corrupt',
      context: { missing: PICTURE.height },
    });

    expectUntouched();
  });

  it('refuses colours twice, beyond the picture, of another length, or for another output', async () => {
    const maskId = await send('cutout');
    const chunk = toChunk(new Uint8Array(PICTURE.width * 4), { deflate: true });
    const again = { maskId, top: 0, height: 1, chunk };

    for (const strip of [again, { ...again, top: PICTURE.height }])
      await expect(desk.page.call('writeColourStrip', strip)).rejects.toMatchObject({
        code: 'bridge-corrupt',
      });
    const fresh = await sendMask(desk.page, target, MASK, OUTPUTS.cutout);
    const short = { maskId: fresh, top: 0, height: 2, chunk };
    await expect(desk.page.call('writeColourStrip', short)).rejects.toMatchObject({
      code: 'bridge-corrupt',
    });
    const other = await send('selection');
    await expect(
      desk.page.call('writeColourStrip', { ...again, maskId: other }),
    ).rejects.toMatchObject({ code: 'bridge-corrupt' });
    await desk.page.call('discardMask', { maskId: other });
  });

  it('counts its colours as held until they are let go of', async () => {
    const maskId = await send('cutout');

    expect(desk.session.held().bytes).toBe(300 * 200 + PICTURE.width * PICTURE.height * 4);
    await desk.page.call('discardMask', { maskId });
    expect(desk.session.held().bytes).toBe(0);
  });
});

/** Long enough for a message to cross the pipe and be dealt with. */
function nextMessages(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
