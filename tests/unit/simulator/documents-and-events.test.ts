import { createPlugin, openSquare, square } from './plugin';

describe('rule 23: no documentID means the document in front', () => {
  it('follows a switch of documents between two calls', async () => {
    const { ps, writeMask, modal, imaging, createMask } = createPlugin();
    const first = openSquare(ps);
    const second = openSquare(ps);
    const withdraw = ps.faults.beforeCall('putLayerMask', () => ps.user.activate(first));

    await modal(async () => {
      await imaging.putLayerMask({ layerID: 1, imageData: await createMask(8) });
    });
    withdraw();
    await writeMask(-1, 1, 8);

    expect(ps.inspect.layerMask(first, 1)).toBeDefined();
    expect(ps.inspect.layerMask(second, 1)).toBeUndefined();
  });
});

describe('rule 24: batchPlay answers with errors', () => {
  const get = (property: string, ...references: readonly object[]) => [
    { _obj: 'get', _target: [{ _property: property }, ...references] },
  ];

  it('says what a layer is', async () => {
    const { ps, action, writeMask } = createPlugin();
    const documentID = openSquare(ps);
    const layer = { _ref: 'layer', _id: 1 };
    const before = await action.batchPlay(get('hasUserMask', layer));

    await writeMask(documentID, 1, 8);

    const document = { _ref: 'document', _id: documentID };
    expect(before).toEqual([{ hasUserMask: false }]);
    expect(await action.batchPlay(get('hasUserMask', layer, document))).toEqual([
      { hasUserMask: true },
    ]);
  });

  it('selects layers and documents, makes masks and deletes them, inside a scope', async () => {
    const { ps, action, modal } = createPlugin();
    const documentID = openSquare(ps, 8, [{ name: 'Upper' }, { name: 'Lower' }]);
    openSquare(ps);
    const mask = { _ref: 'channel', _enum: 'channel', _value: 'mask' };
    const make = {
      _obj: 'make',
      new: { _class: 'channel' },
      at: mask,
      using: { _enum: 'userMaskEnabled', _value: 'hideAll' },
    };

    await modal(() =>
      action.batchPlay([
        { _obj: 'select', _target: [{ _ref: 'document', _id: documentID }] },
        { _obj: 'select', _target: [{ _ref: 'layer', _id: 1 }], makeVisible: false },
        make,
      ]),
    );

    const lower = ps.inspect.documents()[0]?.layers[1];
    expect(ps.inspect.activeDocumentId).toBe(documentID);
    expect(lower).toMatchObject({ selected: true, hasMask: true });
    expect(ps.inspect.layerMask(documentID, 1)?.pixels[0]).toBe(0);
    await modal(() => action.batchPlay([{ _obj: 'delete', _target: [mask] }]));
    expect(ps.inspect.layerMask(documentID, 1)).toBeUndefined();
  });

  it('resolves with an error when there is no document, or no such command', async () => {
    const { ps, action, modal } = createPlugin();
    const select = { _obj: 'select', _target: [{ _ref: 'document', _id: 5 }] };
    const noDocument = await modal(() => action.batchPlay([select, select]));
    openSquare(ps);

    const noCommand = await modal(() => action.batchPlay([{ _obj: 'autoCutout' }]));

    expect(noDocument).toEqual([expect.objectContaining({ _obj: 'error', result: -25922 })]);
    expect(noCommand).toEqual([expect.objectContaining({ _obj: 'error', result: -25920 })]);
  });

  it('resolves with -128 in a cancelled scope', async () => {
    const { ps, action, modal } = createPlugin();
    openSquare(ps);

    const answer = await modal(() => {
      ps.user.pressEscape();
      return action.batchPlay([]);
    });

    expect(answer).toEqual([expect.objectContaining({ _obj: 'error', result: -128 })]);
  });

  it('refuses an argument that is no array', async () => {
    const { action } = createPlugin();

    await expect(action.batchPlay(true)).rejects.toThrow(
      'Argument 1 has an invalid type. Expected type: array actual type: boolean',
    );
  });
});

describe('rule 25: notifications', () => {
  it('tell what a person does', async () => {
    const { ps, action } = createPlugin();
    const heard: string[] = [];
    const events = ['make', 'select', 'delete', 'set', 'close', 'historyStateChanged'];
    await action.addNotificationListener(events, (name: string) => heard.push(name));

    const documentId = openSquare(ps);
    ps.user.selectLayers(documentId, [1]);
    ps.user.setLocked(documentId, 1, true);
    ps.user.deleteLayer(documentId, 1);
    ps.user.closeDocument(documentId);
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(heard).toEqual([
      ...['make', 'select', 'set', 'historyStateChanged'],
      ...['delete', 'historyStateChanged', 'close'],
    ]);
  });

  it('are silent during a modal scope, unless it is interactive', async () => {
    const { ps, core, action, createMask, imaging } = createPlugin();
    const documentID = openSquare(ps);
    const heard: string[] = [];
    await action.addNotificationListener(['historyStateChanged'], (name: string) =>
      heard.push(name),
    );
    const write = async () =>
      imaging.putLayerMask({ documentID, layerID: 1, imageData: await createMask(8) });

    await core.executeAsModal(write, { commandName: 'Silent' });
    await core.executeAsModal(write, { commandName: 'Interactive', interactive: true });
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(heard).toEqual(['historyStateChanged']);
  });

  it('report an opened document while Photoshop is still modal', async () => {
    const { ps, core, action, modal } = createPlugin({
      decodeImage: () =>
        Promise.resolve({ width: 1, height: 1, rgba: new Uint8Array([1, 2, 3, 255]) }),
    });
    const tries: Promise<unknown>[] = [];
    const seen: boolean[] = [];
    await action.addNotificationListener(['open'], () => {
      seen.push(core.isModal());
      tries.push(modal(() => Promise.resolve()).catch((error: unknown) => error));
    });

    await ps.user.openImage('photo.jpg', new Uint8Array());

    expect(seen).toEqual([true]);
    expect(await tries[0]).toMatchObject({ number: 9 });
    await expect(modal(() => Promise.resolve('later'))).resolves.toBe('later');
  });

  it.each([[['all']], [['open', 'noSuchEvent']], ['open']])(
    'refuse to listen to %j',
    async (events) => {
      const { ps, action } = createPlugin();
      const heard: string[] = [];

      await expect(
        action.addNotificationListener(events, (name: string) => heard.push(name)),
      ).rejects.toThrow();
      openSquare(ps);

      expect(heard).toEqual([]);
    },
  );
});

describe('rule 33: ids survive, references do not', () => {
  it('has no active document while none is open', () => {
    const { ps, app } = createPlugin();

    expect(app.activeDocument).toBeNull();
    const documentId = openSquare(ps);
    ps.user.selectLayers(documentId, []);
    expect(app.activeDocument?.activeLayers).toHaveLength(0);
  });

  it('throws for a layer that was deleted and a document that was closed', () => {
    const { ps, app } = createPlugin();
    const documentId = openSquare(ps);
    const document = app.activeDocument!;
    const layer = document.layers[0]!;

    ps.user.deleteLayer(documentId, 1);
    expect(() => layer.name).toThrow('does not exist');
    ps.user.closeDocument(documentId);
    expect(() => document.title).toThrow('closed');
  });

  it('shows documents, groups and layers by their ids', () => {
    const { ps, app } = createPlugin();
    const children = [{ name: 'Inside', bounds: square(2) }];
    const documentId = openSquare(ps, 8, [{ name: 'Group', children }]);

    const document = app.documents[0]!;
    const inside = document.layers[0]!.layers![0]!;

    expect([document.id, document.mode, document.bitsPerChannel]).toEqual([
      documentId,
      'RGBColorMode',
      'bitDepth8',
    ]);
    expect(inside.parent?.name).toBe('Group');
    expect(document.layers[0]).not.toBe(document.layers[0]);
    expect(inside.id).toBe(1);
  });

  it('locks and closes inside a scope', async () => {
    const { ps, app, modal } = createPlugin();
    openSquare(ps);

    await modal(() => {
      const document = app.activeDocument!;
      document.layers[0]!.allLocked = true;
      expect(document.layers[0]!.locked).toBe(true);
      expect(document.historyStates.map(({ name }) => name)).toEqual(['New', 'Lock Layer']);
      document.closeWithoutSaving();
      return Promise.resolve();
    });

    expect(ps.inspect.documents()).toEqual([]);
  });
});

describe('faults', () => {
  it('fail one call, or all until they are withdrawn', async () => {
    const { ps, read } = createPlugin();
    const documentID = openSquare(ps);
    const reads = async () =>
      (await Promise.allSettled([read({ documentID, layerID: 1 })]))[0].status;
    ps.faults.failNext('getPixels');
    const once = [await reads(), await reads()];
    const withdraw = ps.faults.failAlways('getPixels', new Error('no'));
    const always = [await reads(), await reads()];
    withdraw();

    expect(once).toEqual(['rejected', 'fulfilled']);
    expect(always).toEqual(['rejected', 'rejected']);
    expect(await reads()).toBe('fulfilled');
  });

  it('delay a call', async () => {
    const { ps, createMask } = createPlugin();
    ps.faults.delay('createImageDataFromBuffer', 50);
    const startedAt = performance.now();

    await createMask(1);

    expect(performance.now() - startedAt).toBeGreaterThan(45);
  });
});

describe('subscribe', () => {
  it('tells of visible changes until it is ended', () => {
    const { ps } = createPlugin();
    let changes = 0;
    const end = ps.subscribe(() => (changes += 1));

    ps.user.setTheme('lightest');
    end();
    ps.user.setTheme('darkest');

    expect(changes).toBe(1);
    expect(ps.inspect.theme()).toBe('darkest');
  });
});
