import { type Settings, type Target } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { HostMethod, MaskDescription, SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  HISTORY_NAME,
  PHOTO_BOUNDS,
  closeDesk,
  createDesk,
  photoDocument,
  sendMask,
  testMask,
  type Desk,
} from './desk';

const OLD = Uint8Array.from({ length: 300 * 200 }, (_, index) => (index * 7) % 256);
const FRESH = testMask();
/** Half selected at its left edge, from column 100 on wholly. */
const SELECTED = { left: 99, top: 20, width: 101, height: 100 };
const PLAIN = { enabled: true, linked: true, density: 100, feather: 0 };

describe('masks and selections that are there already', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  interface Situation {
    readonly settings?: Settings;
    readonly mask?: MaskDescription;
    readonly hasVectorMask?: boolean;
    readonly isSelected?: boolean;
    readonly depth?: 8 | 16 | 32;
  }

  async function open(situation: Situation): Promise<Target> {
    const { settings = {}, mask, hasVectorMask, isSelected, depth } = situation;
    await desk.page.call('saveSettings', settings);
    const photo = { name: 'Photo', bounds: PHOTO_BOUNDS, mask, hasVectorMask };
    const id = photoshop.user.newDocument(photoDocument({ layers: [photo], depth }));
    if (isSelected) photoshop.user.select(id, { bounds: SELECTED, pixels: selectedPixels() });
    return desk.page.call('describeTarget', {});
  }

  async function commit(target: Target): Promise<void> {
    const maskId = await sendMask(desk.page, target, FRESH);
    await desk.page.call('commitMask', { maskId, historyName: HISTORY_NAME });
  }

  const maskOf = ({ documentId, layerId }: Target) =>
    photoshop.inspect.layerMask(documentId, layerId);

  const stepsOf = ({ documentId }: Target) =>
    photoshop.inspect
      .history(documentId)
      .names.filter((name) => !['New', 'Rectangular Marquee'].includes(name));

  /** The mask's values, and that they came in one step that undo takes back. */
  async function written(situation: Situation): Promise<Uint8Array> {
    const target = await open(situation);
    const before = photoshop.inspect.fingerprint(target.documentId);
    await commit(target);
    const { pixels } = maskOf(target) ?? {};
    const after = photoshop.inspect.fingerprint(target.documentId);
    expect(stepsOf(target)).toEqual([HISTORY_NAME]);
    photoshop.user.undo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
    photoshop.user.redo(target.documentId);
    expect(photoshop.inspect.fingerprint(target.documentId)).toBe(after);
    return pixels ?? new Uint8Array();
  }

  it.each([
    ['replace', (fresh: number) => fresh],
    ['intersect', Math.min],
    ['add', Math.max],
    ['subtract', (fresh: number, old: number) => Math.min(old, 255 - fresh)],
  ] as const)('%s: the old mask and the fresh one make one', async (existingMask, combined) => {
    const mask = await written({ settings: { existingMask }, mask: { pixels: OLD } });

    expect(differences(mask, (at) => combined(FRESH[at] ?? 0, OLD[at] ?? 0))).toBe(0);
  });

  it.each([16, 32] as const)('combines masks of %i bits', async (depth) => {
    const settings = { existingMask: 'intersect' } as const;
    const mask = await written({ settings, mask: { pixels: OLD }, depth });

    expect(differences(mask, (at) => Math.min(FRESH[at] ?? 0, OLD[at] ?? 0))).toBe(0);
  });

  it('replaces the old mask where nothing was chosen, with its density, feather and link', async () => {
    const target = await open({
      mask: { pixels: OLD, density: 50, feather: 8, linked: false, enabled: false },
    });

    await commit(target);

    expect(maskOf(target)?.traits).toEqual(PLAIN);
    expect(differences(maskOf(target)?.pixels, (at) => FRESH[at] ?? 0)).toBe(0);
  });

  it('keeps density, feather and link of a mask that it combines', async () => {
    const target = await open({
      settings: { existingMask: 'add' },
      mask: { pixels: OLD, density: 50, feather: 8, linked: false },
    });

    await commit(target);

    const traits = { enabled: true, linked: false, density: 50, feather: 8 };
    expect(maskOf(target)?.traits).toEqual(traits);
  });

  it.each(['intersect', 'add', 'subtract'] as const)(
    'counts a mask that is switched off as none: %s',
    async (existingMask) => {
      const target = await open({
        settings: { existingMask },
        mask: { pixels: OLD, enabled: false },
      });

      await commit(target);

      expect(maskOf(target)?.traits).toEqual(PLAIN);
      expect(differences(maskOf(target)?.pixels, (at) => FRESH[at] ?? 0)).toBe(0);
    },
  );

  it.each(['replace', 'intersect'] as const)(
    'leaves a vector mask alone: %s',
    async (existingMask) => {
      const target = await open({ settings: { existingMask }, hasVectorMask: true });

      await commit(target);

      const { documentId, layerId } = target;
      const [answer] = await readProperty(desk, { documentId, layerId }, 'hasVectorMask');
      expect(answer).toEqual({ hasVectorMask: true });
      expect(differences(maskOf(target)?.pixels, (at) => FRESH[at] ?? 0)).toBe(0);
    },
  );

  it.each<[Settings, object]>([
    [{}, { hasLayerMask: true, isInSelection: true }],
    [
      { existingMask: 'add', useSelection: false },
      { hasLayerMask: true, existingMask: 'add' },
    ],
  ])('tells the page what will become of both: %j', async (settings, expected) => {
    const target = await open({ settings, isSelected: true, mask: { pixels: OLD } });

    const { hasLayerMask, existingMask, isInSelection } = target;
    expect({ hasLayerMask, existingMask, isInSelection }).toEqual(expected);
  });

  it('changes only what is selected, and reveals the rest', async () => {
    const mask = await written({ isSelected: true });

    expect(differences(mask, (at) => limited(at, 255))).toBe(0);
  });

  it('changes only what is selected of an old mask', async () => {
    const mask = await written({ isSelected: true, mask: { pixels: OLD, feather: 3 } });

    expect(differences(mask, (at) => limited(at, OLD[at] ?? 0))).toBe(0);
  });

  it('does not ask for the selection where that is switched off', async () => {
    const mask = await written({ settings: { useSelection: false }, isSelected: true });

    expect(differences(mask, (at) => FRESH[at] ?? 0)).toBe(0);
  });

  it.each([
    [true, false],
    [true, true],
    [false, true],
  ])(
    'leaves the selection as it was (used: %s, used up by Photoshop: %s)',
    async (useSelection, isUsedUp) => {
      photoshop.faults.maskDropsSelection = isUsedUp;
      const target = await open({ settings: { useSelection }, isSelected: true });

      await commit(target);

      const selection = photoshop.inspect.selection(target.documentId);
      const at = (x: number, y: number) => {
        const { bounds, pixels } = selection ?? { bounds: PHOTO_BOUNDS, pixels: OLD };
        const isInside = x >= bounds.left && y >= bounds.top && x < bounds.left + bounds.width;
        return isInside ? pixels[(y - bounds.top) * bounds.width + x - bounds.left] : 0;
      };
      expect([at(98, 50), at(99, 50), at(150, 50), at(150, 10)]).toEqual([0, 128, 255, 0]);
      expect(stepsOf(target)).toEqual([HISTORY_NAME]);
    },
  );

  it('says mask-unreadable where Photoshop gives less of a mask than the canvas', async () => {
    photoshop.faults.trimsMasks = true;
    const bounds = { left: 10, top: 10, width: 20, height: 20 };
    const target = await open({
      settings: { existingMask: 'intersect' },
      mask: { pixels: new Uint8Array(400), bounds },
    });

    await expect(commit(target)).rejects.toMatchObject({ code: 'mask-unreadable' });

    expect(stepsOf(target)).toEqual([]);
  });

  it('takes the old mask beside its own rectangle for what it is worth there', async () => {
    const bounds = { left: 10, top: 10, width: 20, height: 20 };
    const settings = { existingMask: 'intersect' } as const;
    const pixels = new Uint8Array(400).fill(255);

    const hidden = await written({ settings, mask: { pixels, bounds, outside: 0 } });

    expect([hidden[0], hidden[15 * 300 + 15]]).toEqual([0, FRESH[15 * 300 + 15]]);
  });

  it.each<HostMethod>(['getLayerMask', 'getSelection', 'putLayerMask'])(
    'leaves no trace when %s fails',
    async (method) => {
      const target = await open({ isSelected: true, mask: { pixels: OLD } });
      const before = photoshop.inspect.fingerprint(target.documentId);
      photoshop.faults.failAlways(method);

      await expect(commit(target)).rejects.toMatchObject({
        code: method === 'putLayerMask' ? 'host-failed' : 'mask-unreadable',
      });

      expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
      expect(stepsOf(target)).toEqual([]);
    },
  );

  it.each<HostMethod>(['getLayerMask', 'getSelection', 'putLayerMask', 'putSelection'])(
    'leaves no trace when the person presses Escape before %s',
    async (method) => {
      photoshop.faults.maskDropsSelection = true;
      const target = await open({ isSelected: true, mask: { pixels: OLD } });
      const before = photoshop.inspect.fingerprint(target.documentId);
      photoshop.faults.beforeCall(method, () => photoshop.user.pressEscape());

      await expect(commit(target)).rejects.toBeInstanceOf(AbortError);

      expect(photoshop.inspect.fingerprint(target.documentId)).toBe(before);
      expect(stepsOf(target)).toEqual([]);
    },
  );
});

function selectedPixels(): Uint8Array {
  const { width, height } = SELECTED;
  return Uint8Array.from({ length: width * height }, (_, index) => (index % width ? 255 : 128));
}

function limited(at: number, outside: number): number {
  const [x, y] = [at % EXTENT.width, Math.floor(at / EXTENT.width)];
  const { left, top, width, height } = SELECTED;
  const isInside = x >= left && x < left + width && y >= top && y < top + height;
  const selected = !isInside ? 0 : x === left ? 128 : 255;
  return Math.round(((FRESH[at] ?? 0) * selected + outside * (255 - selected)) / 255);
}

/** How many pixels have another value than they should have. */
function differences(
  mask: Uint8Array | undefined,
  expected: (at: number) => number,
): number | undefined {
  return mask?.reduce((count, value, at) => count + Number(value !== expected(at)), 0);
}

interface ActionModule {
  readonly action: { batchPlay(commands: unknown, options: unknown): Promise<readonly unknown[]> };
}

function readProperty(
  { photoshop }: Desk,
  { documentId, layerId }: Pick<Target, 'documentId' | 'layerId'>,
  _property: string,
) {
  const { action } = photoshop.modules.photoshop as ActionModule;
  const layer = { _ref: 'layer', _id: layerId };
  const document = { _ref: 'document', _id: documentId };
  return action.batchPlay([{ _obj: 'get', _target: [{ _property }, layer, document] }], {});
}
