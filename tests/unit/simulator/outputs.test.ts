import { createPlugin, openSquare, repeat, square, type DocumentReference } from './plugin';

interface Selection {
  readonly bounds: unknown;
  save(name?: string): Promise<void>;
  saveTo(channel: unknown): Promise<void>;
  load(channel: unknown): Promise<void>;
  deselect(): Promise<void>;
}

interface Layer {
  readonly id: number;
  visible: boolean;
  move(other: unknown, placement: string): void;
}

/** What these rules are about, of a document. */
interface Document extends Omit<DocumentReference, 'layers'> {
  readonly layers: readonly Layer[];
  readonly selection: Selection;
  readonly channels: readonly { readonly name: string }[];
  createPixelLayer(options?: object): Promise<Layer>;
  createLayerGroup(options?: object): Promise<Layer>;
}

interface SelectionImaging {
  putSelection(options: object): Promise<void>;
}

function setUp(layers?: Parameters<typeof openSquare>[2]) {
  const plugin = createPlugin();
  const documentID = openSquare(plugin.ps, 8, layers);
  const document = plugin.app.activeDocument as unknown as Document;
  const names = () =>
    plugin.ps.inspect
      .documents()
      .find(({ id }) => id === documentID)!
      .layers.map(nested);
  return { ...plugin, documentID, document, names };
}

interface Named {
  readonly name: string;
  readonly layers: readonly Named[];
}

function nested({ name, layers }: Named): string {
  return layers.length === 0 ? name : `${name}(${layers.map(nested).join(' ')})`;
}

const TWO = [
  { name: 'Top', bounds: square(8) },
  { name: 'Subject', bounds: square(8) },
];

describe('rule 39: a channel that is loaded', () => {
  it('is what is selected afterwards, and must not be one of the colours', async () => {
    const { ps, modal, document, documentID } = setUp();
    ps.user.select(documentID, { bounds: square(2), pixels: new Uint8Array(4).fill(77) });
    await modal(() => document.selection.save('Saved'));
    ps.user.select(documentID);

    const refused = modal(() => document.selection.load(document.channels[0]));
    await expect(refused).rejects.toThrow('alpha channel');
    await modal(() => document.selection.load(document.channels.at(-1)));

    const { pixels } = ps.inspect.selection(documentID)!;
    expect([pixels[0], pixels[2]]).toEqual([77, 0]);
    expect(ps.inspect.history(documentID).names.at(-1)).toBe('Load Selection');
  });
});

describe('rule 41: alpha channels', () => {
  const select = ({ ps, documentID }: ReturnType<typeof setUp>, value: number) =>
    ps.user.select(documentID, { bounds: square(2), pixels: new Uint8Array(4).fill(value) });

  it('hold a saved selection all over the canvas, under its name, after the colours', async () => {
    const plugin = setUp();
    const { ps, document, documentID, modal } = plugin;
    select(plugin, 90);

    await modal(() => document.selection.save('Kept'));

    expect(document.channels.map(({ name }) => name)).toEqual(['Red', 'Green', 'Blue', 'Kept']);
    const channel = ps.inspect.channel(documentID, 'Kept');
    expect(channel?.bounds).toMatchObject({ left: 0, top: 0, width: 8, height: 8 });
    expect([...channel!.pixels.subarray(0, 3)]).toEqual([90, 90, 0]);
  });

  it('are written over by saveTo, and never are colours', async () => {
    const plugin = setUp();
    const { ps, document, documentID, modal } = plugin;
    select(plugin, 90);
    await modal(() => document.selection.save('Kept'));
    select(plugin, 30);

    await modal(() => document.selection.saveTo(document.channels[3]));

    expect(ps.inspect.channel(documentID, 'Kept')?.pixels[0]).toBe(30);
    await expect(modal(() => document.selection.saveTo(document.channels[0]))).rejects.toThrow();
  });

  it('cannot be made of no selection, nor behind another document', async () => {
    const plugin = setUp();
    const { ps, document, modal } = plugin;
    await expect(modal(() => document.selection.save('Kept'))).rejects.toThrow('no selection');
    select(plugin, 90);
    openSquare(ps);

    await expect(modal(() => document.selection.save('Kept'))).rejects.toThrow('not currently');
  });

  it('and what is selected are part of history', async () => {
    const plugin = setUp();
    const { ps, document, documentID, modal } = plugin;
    select(plugin, 90);
    await modal(() => document.selection.save('Kept'));
    await modal(() => document.selection.deselect());
    expect(document.selection.bounds).toBeNull();

    ps.user.undo(documentID);
    ps.user.undo(documentID);

    expect(document.selection.bounds).toEqual({ left: 0, top: 0, right: 2, bottom: 2 });
    expect(ps.inspect.channelNames(documentID)).toEqual([]);
  });
});

describe('rule 42: new layers and groups', () => {
  it('a new layer is empty, selected, and above the one that was selected', async () => {
    const { ps, document, documentID, modal, names } = setUp(TWO);
    ps.user.selectLayers(documentID, [1]);

    const { id } = await modal(() => document.createPixelLayer({ name: 'New' }));

    expect(names()).toEqual(['Top', 'New', 'Subject']);
    expect(ps.inspect.layerPixels(documentID, id)).toBeUndefined();
    expect(document.activeLayers.map((layer) => layer.id)).toEqual([id]);
  });

  it('a layer is moved above or below another one', async () => {
    const { document, modal, names } = setUp(TWO);
    const [top, subject] = document.layers;

    const move = (placement: string) =>
      modal(() => {
        subject!.move(top, placement);
        return Promise.resolve();
      });

    await move('placeBefore');
    expect(names()).toEqual(['Subject', 'Top']);
    await move('placeAfter');

    expect(names()).toEqual(['Top', 'Subject']);
  });

  it('a group holds its layers in their order, where the topmost of them was', async () => {
    const { document, modal, names } = setUp([{ name: 'First', bounds: square(8) }, ...TWO]);
    const [, top, subject] = document.layers;

    await modal(() => document.createLayerGroup({ name: 'Group', fromLayers: [subject, top] }));

    expect(names()).toEqual(['First', 'Group(Top Subject)']);
  });

  it('a Background is not grouped, and nothing is made behind another document', async () => {
    const { ps, document, modal } = setUp([{ name: 'Background', isBackground: true }]);
    const fromLayers = [document.layers[0]];
    await expect(modal(() => document.createLayerGroup({ fromLayers }))).rejects.toThrow(
      'Background',
    );
    openSquare(ps);

    await expect(modal(() => document.createPixelLayer())).rejects.toThrow('not currently');
  });

  it('needs a modal scope for each of them', async () => {
    const { document } = setUp(TWO);

    await expect(document.createPixelLayer()).rejects.toMatchObject({ number: 1000 });
    await expect(document.createLayerGroup()).rejects.toMatchObject({ number: 1000 });
    expect(() => document.layers[0]!.move(document.layers[1], 'placeAfter')).toThrow();
  });

  it('a hidden group is shown and gone again with the step that made it', async () => {
    const { ps, document, documentID, modal } = setUp(TWO);
    const before = ps.inspect.documents();
    const hide = async () => {
      const fromLayers = [document.layers[1]];
      const group = await document.createLayerGroup({ name: 'Hidden', fromLayers });
      group.visible = false;
    };

    await modal(hide);
    ps.user.undo(documentID);

    expect(ps.inspect.documents()[0]?.layers).toMatchObject(
      before[0]!.layers.map(({ name, visible }) => ({ name, visible })),
    );
  });
});

describe('rules 40 and 43: adding pixels', () => {
  it('to a layer keeps what lies beside them', async () => {
    const { ps, document, documentID, modal, imaging } = setUp();
    const { id: layerID } = await modal(() => document.createPixelLayer());
    const put = async (top: number, value: number) => {
      const imageData = await imaging.createImageDataFromBuffer(repeat([value, 0, 0, 255], 8), {
        ...{ width: 8, height: 1, components: 4, colorSpace: 'RGB' },
      });
      const targetBounds = { left: 0, top };
      await imaging.putPixels({ documentID, layerID, imageData, replace: false, targetBounds });
      imageData.dispose();
    };

    await modal(async () => {
      await put(1, 10);
      await put(0, 20);
    });

    const { bounds, pixels } = ps.inspect.layerPixels(documentID, layerID)!;
    expect(bounds).toMatchObject({ left: 0, top: 0, width: 8, height: 2 });
    expect([pixels[0], pixels[8 * 4]]).toEqual([20, 10]);
  });

  it('to what is selected is another call, and its 8 bits are kept whatever the depth', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = ps.user.newDocument({
      ...{ name: 'Deep', width: 4, height: 4, depth: 16 },
      layers: [{ name: 'Subject', bounds: square(4) }],
    });

    await modal(async () => {
      const imageData = await createMask(4, 77);
      const { putSelection } = imaging as unknown as SelectionImaging;
      await putSelection({ documentID, imageData, replace: true });
      imageData.dispose();
    });

    expect(ps.inspect.selection(documentID)?.pixels[5]).toBe(77);
  });
});
