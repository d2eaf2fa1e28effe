import { createPlugin, openSquare } from './plugin';

describe('rule 1: changes need a modal scope', () => {
  it('refuses imaging calls, commands and DOM writes outside of one', async () => {
    const { ps, imaging, action, app, createMask } = createPlugin();
    const documentID = openSquare(ps);
    const imageData = await createMask(8);
    const outside = { number: 1000 };

    await expect(imaging.getPixels({ documentID, layerID: 1 })).rejects.toMatchObject(outside);
    await expect(imaging.putLayerMask({ documentID, layerID: 1, imageData })).rejects.toMatchObject(
      outside,
    );
    await expect(
      action.batchPlay([{ _obj: 'select', _target: [{ _ref: 'layer', _id: 1 }] }]),
    ).rejects.toMatchObject(outside);
    expect(() => {
      app.documents[0]!.layers[0]!.name = 'New';
    }).toThrow('Event: set may modify the state of Photoshop');
    expect(() => {
      app.activeDocument = app.documents[0]!;
    }).toThrow('inside a modal scope');
  });

  it('lets a plugin read the DOM at any time', () => {
    const { ps, app } = createPlugin();
    openSquare(ps);

    expect(app.activeDocument?.layers[0]?.name).toBe('Subject');
  });
});

describe('rule 2: a modal scope has a name and waits for its turn', () => {
  it('reports a missing commandName without failing', async () => {
    const { ps, core } = createPlugin();

    await expect(core.executeAsModal(() => 'done')).resolves.toBe('done');

    expect(ps.inspect.violations()).toEqual(['executeAsModal was called without a commandName']);
  });

  it('rejects with number 9 when another plugin stays modal for longer than timeOut', async () => {
    const { ps, core } = createPlugin();
    ps.user.startOtherPluginModal('com.example.other');

    await expect(
      core.executeAsModal(() => 1, { commandName: 'Test', timeOut: 0.05 }),
    ).rejects.toMatchObject({
      number: 9,
      message: 'Plugin: com.example.other is running a modal command',
    });
  });

  it('runs when the other plugin ends in time', async () => {
    const { ps, modal } = createPlugin();
    ps.user.startOtherPluginModal('com.example.other');
    setTimeout(ps.user.endOtherPluginModal, 60);

    await expect(modal(() => Promise.resolve('done'))).resolves.toBe('done');
  });

  it('fails at once before version 25.10', async () => {
    const { ps, modal } = createPlugin({ hostVersion: '25.9.0' });
    ps.user.startOtherPluginModal('com.example.other');

    await expect(modal(() => Promise.resolve())).rejects.toMatchObject({
      number: 9,
      message: 'host is in a modal state',
    });
  });
});

describe('rule 3: cancelling', () => {
  it('flips isCancelled, calls onCancel, and makes every later call of the scope throw', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);
    const heard: unknown[] = [];

    const scope = modal(async (context) => {
      context.onCancel = (event) => heard.push(event);
      ps.user.pressEscape();
      heard.push(context.isCancelled);
      await expect(createMask(8)).rejects.toMatchObject({ number: -128 });
      await imaging.getPixels({ documentID, layerID: 1 });
    });

    await expect(scope).rejects.toMatchObject({ number: -128 });
    expect(heard).toEqual([{ reason: 'cancel' }, true]);
  });

  it('interrupts a call that is under way, and leaves the next scope alone', async () => {
    const { ps, modal, read } = createPlugin();
    const documentID = openSquare(ps);
    const withdraw = ps.faults.beforeCall('getPixels', ps.user.pressEscape);

    await expect(read({ documentID, layerID: 1 })).rejects.toMatchObject({ number: -128 });
    withdraw();

    await expect(modal((context) => Promise.resolve(context.isCancelled))).resolves.toBe(false);
  });
});

describe('rule 4: suspended history', () => {
  it('becomes one step on return, with its final name, and undo brings everything back', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);
    const before = ps.inspect.fingerprint(documentID);

    await modal(async ({ hostControl }) => {
      const suspension = await hostControl.suspendHistory({ documentID, name: 'Draft' });
      for (const value of [0, 255])
        await imaging.putLayerMask({
          documentID,
          layerID: 1,
          imageData: await createMask(8, value),
        });
      suspension.finalName = 'Remove Background';
    });

    expect(ps.inspect.history(documentID)).toEqual({
      names: ['New', 'Remove Background'],
      index: 1,
    });
    ps.user.undo(documentID);
    expect(ps.inspect.fingerprint(documentID)).toBe(before);
  });

  it('is taken back when the target throws', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);
    const before = ps.inspect.fingerprint(documentID);

    const scope = modal(async ({ hostControl }) => {
      await hostControl.suspendHistory({ documentID, name: 'Draft' });
      await imaging.putLayerMask({ documentID, layerID: 1, imageData: await createMask(8) });
      throw new Error('stop');
    });

    await expect(scope).rejects.toThrow('stop');
    expect(ps.inspect.fingerprint(documentID)).toBe(before);
    expect(ps.inspect.history(documentID)).toEqual({ names: ['New'], index: 0 });
  });

  it('leaves no step when nothing changed', async () => {
    const { ps, modal } = createPlugin();
    const documentID = openSquare(ps);

    await modal(async ({ hostControl }) => {
      await hostControl.resumeHistory(
        await hostControl.suspendHistory({ documentID, name: 'Draft' }),
      );
    });

    expect(ps.inspect.history(documentID).names).toEqual(['New']);
  });

  it('makes one step a write without it', async () => {
    const { ps, writeMask } = createPlugin();
    const documentID = openSquare(ps);

    await writeMask(documentID, 1, 8);
    await writeMask(documentID, 1, 8);

    expect(ps.inspect.history(documentID).names).toHaveLength(3);
  });

  it('belongs to its scope: a nested one commits and rolls back its own', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);

    await modal(async () => {
      const nested = modal(async ({ hostControl }) => {
        await hostControl.suspendHistory({ documentID, name: 'Nested' });
        await imaging.putLayerMask({ documentID, layerID: 1, imageData: await createMask(8) });
        throw new Error('stop');
      });
      await expect(nested).rejects.toThrow('stop');
    });

    expect(ps.inspect.history(documentID).names).toEqual(['New']);
    expect(ps.inspect.openModalScopes()).toBe(0);
  });

  it('refuses control of the history after the scope has ended', async () => {
    const { ps, modal } = createPlugin();
    const documentID = openSquare(ps);

    const { hostControl } = await modal((context) => Promise.resolve(context));

    await expect(hostControl.suspendHistory({ documentID, name: 'Late' })).rejects.toThrow('ended');
  });
});

describe('rule 5: the execution context', () => {
  it('has no enumerable property', async () => {
    const { modal } = createPlugin();

    const copy = await modal((context) => Promise.resolve({ ...context }));

    expect(copy).toEqual({});
  });
});

describe('rule 6: progress', () => {
  it('shows with the first value that is reported, and goes with the scope', async () => {
    const { ps, modal } = createPlugin();

    await modal((context) => {
      expect(ps.inspect.progress()).toEqual({
        commandName: 'Test',
        value: undefined,
        visible: false,
      });
      context.reportProgress({ value: 0.25, commandName: 'Writing' });
      expect(ps.inspect.progress()).toEqual({
        commandName: 'Writing',
        value: 0.25,
        visible: true,
      });
      return Promise.resolve();
    });

    expect(ps.inspect.progress()).toBeUndefined();
  });

  it('shows by itself after two seconds', async () => {
    jest.useFakeTimers({ now: 0 });
    const { ps, modal } = createPlugin();
    let end: () => void = () => undefined;
    const scope = modal(() => new Promise<void>((resolve) => (end = resolve)));
    await jest.advanceTimersByTimeAsync(1900);
    const early = ps.inspect.progress()?.visible;
    await jest.advanceTimersByTimeAsync(200);
    const late = ps.inspect.progress()?.visible;
    end();
    await scope;
    jest.useRealTimers();

    expect([early, late]).toEqual([false, true]);
  });

  it('reports a value outside 0 to 1', async () => {
    const { ps, modal } = createPlugin();

    await modal((context) => {
      context.reportProgress({ value: 25 });
      return Promise.resolve();
    });

    expect(ps.inspect.violations()).toEqual(['reportProgress: 25 is not a number from 0 to 1']);
  });

  it('does not show in interactive mode', async () => {
    const { ps, core } = createPlugin();

    const progress = await core.executeAsModal(() => ps.inspect.progress(), {
      commandName: 'Test',
      interactive: true,
    });

    expect(progress).toBeUndefined();
  });
});
