import { createPlugin, openSquare, square } from './plugin';

interface Copyable {
  readonly id: number;
  readonly kind: string;
  readonly isClippingMask: boolean;
  duplicate(): Promise<Copyable>;
  rasterize(target: unknown): Promise<void>;
}

const FROM_BACKGROUND = {
  _obj: 'set',
  _target: [{ _ref: 'layer', _property: 'background' }],
  to: { _obj: 'layer' },
};

function open(kind: 'smartObject' | 'text' | 'group' | 'levels' | 'solidColor') {
  const plugin = createPlugin();
  const documentID = openSquare(plugin.ps, 8, [{ name: 'Placed', kind, bounds: square(8) }]);
  const layer = () => plugin.app.activeDocument!.layers[0] as unknown as Copyable;
  return { ...plugin, documentID, layer };
}

describe('rule 35: a Background made a layer', () => {
  const openFlat = () => {
    const plugin = createPlugin();
    const documentID = openSquare(plugin.ps, 8, [{ name: 'Background', isBackground: true }]);
    return { ...plugin, documentID };
  };

  it('is another layer, under another id, with no locks', async () => {
    const { ps, modal, action, documentID } = openFlat();

    await modal(() => action.batchPlay([FROM_BACKGROUND]));

    expect(ps.inspect.documents()[0]?.layers).toMatchObject([
      { id: 2, name: 'Layer 0', isBackground: false, locked: false, selected: true },
    ]);
    expect(ps.inspect.history(documentID).names).toHaveLength(2);
  });

  it('needs a modal scope, and a Background', async () => {
    const { ps, modal, action } = openFlat();

    await expect(action.batchPlay([FROM_BACKGROUND])).rejects.toMatchObject({ number: 1000 });
    await modal(() => action.batchPlay([FROM_BACKGROUND]));
    const [answer] = await modal(() => action.batchPlay([FROM_BACKGROUND]));

    expect(answer).toMatchObject({ _obj: 'error' });
    expect(ps.inspect.violations()).toEqual([]);
  });
});

describe('rule 38: a layer made a smart object', () => {
  const convert = [{ _obj: 'newPlacedLayer' }];

  it('is another layer of the same picture, under another id, and one step', async () => {
    const plugin = createPlugin();
    const { ps, modal, action } = plugin;
    const documentID = openSquare(ps, 8, [{ name: 'Placed', bounds: square(8) }]);

    await modal(() => action.batchPlay(convert));

    expect(ps.inspect.documents()[0]?.layers).toMatchObject([
      { id: 2, name: 'Placed', kind: 'smartObject', bounds: { width: 8 }, selected: true },
    ]);
    expect(ps.inspect.history(documentID).names.slice(1)).toEqual(['Convert to Smart Object']);
  });

  it('must be an ordinary one', async () => {
    const { ps, modal, action } = open('levels');

    const [answer] = await modal(() => action.batchPlay(convert));

    expect(answer).toMatchObject({ _obj: 'error' });
    expect(ps.inspect.violations()).toEqual([]);
  });
});

describe('rule 36: copies that are rasterized', () => {
  it('lie above the layer, are selected, and can be read', async () => {
    const { ps, modal, imaging, constants, layer } = open('smartObject');

    const components = await modal(async () => {
      const copy = await layer().duplicate();
      await copy.rasterize(constants['RasterizeType']?.['ENTIRELAYER']);
      const { imageData } = await imaging.getPixels({ layerID: copy.id });
      imageData.dispose();
      return imageData.components;
    });

    expect(components).toBe(4);
    expect(ps.inspect.documents()[0]?.layers).toMatchObject([
      { name: 'Placed copy', kind: 'pixel', selected: true },
      { name: 'Placed', kind: 'smartObject', selected: false },
    ]);
  });

  it('are taken back with suspended history, and the selection is not put back', async () => {
    const { ps, modal, documentID, layer } = open('text');
    const before = ps.inspect.fingerprint(documentID);

    await modal(async ({ hostControl }) => {
      const suspension = await hostControl.suspendHistory({ documentID, name: 'Look' });
      await layer().duplicate();
      await hostControl.resumeHistory(suspension, false);
    });

    expect(ps.inspect.fingerprint(documentID)).toBe(before);
    expect(ps.inspect.history(documentID).names).toHaveLength(1);
    expect(ps.inspect.documents()[0]?.layers[0]?.selected).toBe(false);
  });

  it.each(['group', 'levels'] as const)('cannot be made pixels: %s', async (kind) => {
    const { modal, constants, layer } = open(kind);

    const rasterized = modal(() => layer().rasterize(constants['RasterizeType']?.['ENTIRELAYER']));

    await expect(rasterized).rejects.toThrow('Photoshop Error');
  });

  it('are refused in a document that is not in front', async () => {
    const { ps, modal, layer } = open('smartObject');
    const behind = layer();
    openSquare(ps);

    await expect(modal(() => behind.duplicate())).rejects.toThrow('not currently available');
  });

  it('stay clipped where the layer is', async () => {
    const { ps, modal, app } = createPlugin();
    openSquare(ps, 8, [
      { name: 'Clipped', clipped: true, bounds: square(8) },
      { name: 'Base', bounds: square(8) },
    ]);
    const clipped = app.activeDocument!.layers[0] as unknown as Copyable;

    const copy = await modal(() => clipped.duplicate());

    expect([copy.isClippingMask, clipped.isClippingMask]).toEqual([true, true]);
  });
});

describe('rule 37: locks and masks', () => {
  it.each(['pixels', 'all'] as const)('a lock of %s stops a mask', async (lock) => {
    const { ps, writeMask } = createPlugin();
    const layers = [{ name: 'Locked', bounds: square(8), locks: { [lock]: true } }];
    const documentID = openSquare(ps, 8, layers);

    await expect(writeMask(documentID, 1, 8)).rejects.toThrow('protected');
  });

  it.each(['transparency', 'position'] as const)('a lock of %s does not', async (lock) => {
    const { ps, writeMask } = createPlugin();
    const layers = [{ name: 'Locked', bounds: square(8), locks: { [lock]: true } }];
    const documentID = openSquare(ps, 8, layers);

    await writeMask(documentID, 1, 8);

    expect(ps.inspect.layerMask(documentID, 1)).toBeDefined();
  });

  it('a lock of pixels does not either, where that is switched on', async () => {
    const { ps, writeMask } = createPlugin();
    ps.faults.pixelLockLeavesMasks = true;
    const layers = [{ name: 'Locked', bounds: square(8), locks: { pixels: true } }];
    const documentID = openSquare(ps, 8, layers);

    await writeMask(documentID, 1, 8);

    expect(ps.inspect.layerMask(documentID, 1)).toBeDefined();
  });

  it('a locked group locks what is in it', async () => {
    const { ps, writeMask } = createPlugin();
    const children = [{ name: 'Inner', bounds: square(8) }];
    const documentID = openSquare(ps, 8, [{ name: 'Group', locked: true, children }]);

    await expect(writeMask(documentID, 1, 8)).rejects.toThrow('protected');
  });
});
