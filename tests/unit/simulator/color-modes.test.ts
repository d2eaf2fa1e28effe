import { createPlugin, openSquare, repeat, square, type Context } from './plugin';

interface DocumentWithModes {
  readonly id: number;
  duplicate(name?: string): Promise<DocumentWithModes>;
  changeMode(mode: string): Promise<void>;
  readonly layers: readonly { readonly id: number }[];
}

type Closing = Context['hostControl'] & { registerAutoCloseDocument(id: number): Promise<void> };

describe('rule 44: colour profiles', () => {
  it('are converted to the one that is asked for', async () => {
    const { ps, read } = createPlugin();
    const layers = [{ name: 'Only', pixels: repeat([187, 105, 62, 255], 1) }];
    const profile = 'Display P3';
    ps.user.newDocument({ name: 'P3', width: 1, height: 1, profile, layers });

    const own = await read({ layerID: 1 });
    const srgb = await read({ layerID: 1, colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1' });

    expect([own.imageData.colorProfile, [...(await own.imageData.getData())]]).toEqual([
      profile,
      [187, 105, 62, 255],
    ]);
    expect([...(await srgb.imageData.getData())]).toEqual([200, 100, 50, 255]);
  });

  it('are the document’s all the same when that is switched on', async () => {
    const { ps, read } = createPlugin();
    ps.faults.ignoresProfile = true;
    const layers = [{ name: 'Only', bounds: square(1) }];
    ps.user.newDocument({ name: 'P3', width: 1, height: 1, profile: 'Display P3', layers });

    const { imageData } = await read({ layerID: 1, colorProfile: 'sRGB IEC61966-2.1' });

    expect(imageData.colorProfile).toBe('Display P3');
  });
});

describe('rule 44: pixels that are written', () => {
  it.each([
    ['Display P3', [187, 105, 62, 255]],
    ['ProPhoto RGB', [143, 95, 50, 255]],
    ['sRGB IEC61966-2.1', [200, 100, 50, 255]],
  ])('are converted to the profile of their document: %s', async (profile, stored) => {
    const { ps, modal, imaging } = createPlugin();
    const layers = [{ name: 'Only', bounds: square(1) }];
    const documentID = ps.user.newDocument({ name: 'Any', width: 1, height: 1, profile, layers });

    await modal(async () => {
      const imageData = await imaging.createImageDataFromBuffer(Uint8Array.of(200, 100, 50, 255), {
        ...{ width: 1, height: 1, components: 4, chunky: true },
        ...{ colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1' },
      });
      await imaging.putPixels({ documentID, layerID: 1, imageData });
      imageData.dispose();
    });

    expect([...(ps.inspect.layerPixels(documentID, 1)?.pixels ?? [])]).toEqual(stored);
  });
});

describe('rule 45: Lab', () => {
  it('is read as RGB, without an alpha', async () => {
    const { ps, read } = createPlugin();
    const layers = [{ name: 'Only', bounds: square(1) }];
    ps.user.newDocument({ name: 'Lab', width: 1, height: 1, mode: 'labColorMode', layers });

    const { imageData } = await read({ layerID: 1, colorSpace: 'RGB' });

    expect(imageData.pixelFormat).toBe('RGB');
    await expect(read({ layerID: 1 })).rejects.toThrow('Lab');
  });
});

describe('rule 46: copies of documents', () => {
  const openCmyk = () => {
    const plugin = createPlugin();
    const layers = [{ name: 'Only', bounds: square(2) }];
    const description = { name: 'Print', width: 2, height: 2, layers };
    const id = plugin.ps.user.newDocument({ ...description, mode: 'CMYKColorMode' });
    const document = () => plugin.app.documents[0] as unknown as DocumentWithModes;
    return { ...plugin, id, document };
  };

  it('lie in front, have other layer ids, and can be converted to RGB and read', async () => {
    const { ps, modal, imaging, document, id } = openCmyk();
    const before = ps.inspect.fingerprint(id);

    const format = await modal(async () => {
      const copy = await document().duplicate();
      await copy.changeMode('RGBColorMode');
      const layerID = copy.layers[0]?.id ?? 0;
      const { imageData } = await imaging.getPixels({ documentID: copy.id, layerID });
      imageData.dispose();
      return [ps.inspect.activeDocumentId === copy.id, layerID === 1, imageData.pixelFormat];
    });

    expect(format).toEqual([true, false, 'RGBA']);
    expect(ps.inspect.fingerprint(id)).toBe(before);
  });

  it('need a modal scope', async () => {
    const { document } = openCmyk();

    await expect(document().duplicate()).rejects.toMatchObject({ number: 1000 });
  });

  it('that are registered are closed when the scope ends, cancelled or not', async () => {
    const { ps, modal, document, id } = openCmyk();
    const run = (end: () => void) =>
      modal(async ({ hostControl }) => {
        const copy = await document().duplicate();
        await (hostControl as Closing).registerAutoCloseDocument(copy.id);
        end();
      });

    await run(() => undefined);
    await run(() => ps.user.pressEscape()).catch(() => undefined);

    expect(ps.inspect.documents().map((each) => each.id)).toEqual([id]);
  });
});

describe('rule 47: selections', () => {
  it('are read with 255 for what is selected and 0 beside it, and fail where there is none', async () => {
    const { ps, modal, imaging } = createPlugin();
    const documentID = openSquare(ps, 4);
    const sourceBounds = { left: 0, top: 0, right: 4, bottom: 1 };
    const readSelection = () =>
      modal(async () => {
        const { getSelection } = imaging as unknown as Pick<typeof imaging, never> & {
          getSelection: (typeof imaging)['getLayerMask'];
        };
        const { imageData } = await getSelection({ documentID, sourceBounds });
        const data = [...(await imageData.getData())];
        imageData.dispose();
        return data;
      });
    await expect(readSelection()).rejects.toThrow();

    ps.user.select(documentID, { bounds: { left: 1, top: 0, width: 2, height: 2 } });

    expect(await readSelection()).toEqual([0, 255, 255, 0]);
  });
});

describe('rule 48: masks that are read', () => {
  const openMasked = () => {
    const plugin = createPlugin();
    const mask = { pixels: Uint8Array.of(9), bounds: { left: 1, top: 0, width: 1, height: 1 } };
    const layers = [{ name: 'Only', bounds: square(3), mask: { ...mask, outside: 0, feather: 5 } }];
    const documentID = openSquare(plugin.ps, 3, layers);
    const sourceBounds = { left: 0, top: 0, right: 3, bottom: 1 };
    const readMask = () =>
      plugin.modal(async () => {
        const read = await plugin.imaging.getLayerMask({ documentID, layerID: 1, sourceBounds });
        const data = [...(await read.imageData.getData())];
        read.imageData.dispose();
        return data;
      });
    return { ...plugin, documentID, readMask };
  };

  it('cover what was asked for, or their own rectangle alone when that is switched on', async () => {
    const { ps, readMask } = openMasked();

    expect(await readMask()).toEqual([0, 9, 0]);
    ps.faults.trimsMasks = true;
    expect(await readMask()).toEqual([9]);
  });

  it('keep their feather when they are written to, and lose it when they are replaced', async () => {
    const { ps, modal, imaging, createMask, documentID } = openMasked();
    const put = (replace: boolean) =>
      modal(async () => {
        const imageData = await createMask(3);
        await imaging.putLayerMask({ documentID, layerID: 1, imageData, replace });
        imageData.dispose();
        return ps.inspect.layerMask(documentID, 1)?.traits.feather;
      });

    expect([await put(false), await put(true)]).toEqual([5, 0]);
  });
});
