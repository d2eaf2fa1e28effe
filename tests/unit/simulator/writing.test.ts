import { createPlugin, openSquare, repeat, square } from './plugin';

const GRAY = { components: 1, colorSpace: 'Grayscale' };

describe('rule 16: locked layers and the Background', () => {
  it.each(['putPixels', 'putLayerMask'] as const)(
    '%s names the layer as protected',
    async (method) => {
      const { ps, modal, imaging } = createPlugin();
      const documentID = openSquare(ps);
      ps.user.setLocked(documentID, 1, true);
      const before = ps.inspect.fingerprint(documentID);
      const format = method === 'putPixels' ? { components: 4, colorSpace: 'RGB' } : GRAY;
      const imageData = await imaging.createImageDataFromBuffer(new Uint8Array(format.components), {
        width: 1,
        height: 1,
        ...format,
      });

      const write = modal(() => imaging[method]({ documentID, layerID: 1, imageData }));

      await expect(write).rejects.toThrow('protected');
      expect(ps.inspect.fingerprint(documentID)).toBe(before);
    },
  );

  it('the Background takes no mask until it is an ordinary layer', async () => {
    const { ps, writeMask } = createPlugin();
    const documentID = openSquare(ps, 8, [{ name: 'Background', isBackground: true }]);

    await expect(writeMask(documentID, 1, 8)).rejects.toThrow('Background');
    ps.user.convertBackground(documentID);
    await writeMask(documentID, 2, 8);

    expect(ps.inspect.documents()[0]?.layers[0]).toMatchObject({
      id: 2,
      name: 'Layer 0',
      isBackground: false,
      hasMask: true,
    });
  });
});

describe('rule 17: image data from a buffer', () => {
  it.each([
    ['a wrong length', new Uint8Array(5), { width: 2, height: 2, ...GRAY }],
    ['a plain array', [1, 2, 3, 4], { width: 2, height: 2, ...GRAY }],
    ['clamped bytes', new Uint8ClampedArray(4), { width: 2, height: 2, ...GRAY }],
    ['no colorSpace', new Uint8Array(4), { width: 2, height: 2, components: 1 }],
    [
      'components of another space',
      new Uint8Array(4),
      { width: 1, height: 1, components: 4, colorSpace: 'Grayscale' },
    ],
    [
      'a profile of another space',
      new Uint8Array(4),
      { width: 2, height: 2, ...GRAY, colorProfile: 'sRGB IEC61966-2.1' },
    ],
  ])('refuses %s', async (_name, buffer, options) => {
    const { ps, imaging } = createPlugin();

    await expect(imaging.createImageDataFromBuffer(buffer, options)).rejects.toThrow();

    expect(ps.inspect.liveImageData()).toBe(0);
  });

  it('copies the buffer, and takes planes and the full 16-bit range', async () => {
    const { imaging } = createPlugin();
    const buffer = new Uint16Array([65535, 0, 0, 0, 0, 65535]);

    const imageData = await imaging.createImageDataFromBuffer(buffer, {
      width: 2,
      height: 1,
      components: 3,
      colorSpace: 'RGB',
      chunky: false,
      fullRange: true,
    });
    buffer.fill(7);

    expect(await imageData.getData()).toEqual(new Uint16Array([32768, 0, 0, 0, 0, 32768]));
  });
});

describe('rule 18: layer masks', () => {
  it('are made where there is none, at the corner of targetBounds', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);

    await modal(async () => {
      const imageData = await createMask(2, 77);
      const targetBounds = { left: 3, top: 4 };
      await imaging.putLayerMask({ documentID, layerID: 1, imageData, targetBounds });
    });

    expect(ps.inspect.layerMask(documentID, 1)).toMatchObject({
      bounds: { left: 3, top: 4, right: 5, bottom: 6 },
      pixels: repeat([77], 4),
    });
  });

  it('are worth nobody knows what outside the written pixels', async () => {
    const outside = async (seed: number) => {
      const { ps, writeMask } = createPlugin({ seed });
      const documentID = openSquare(ps);
      await writeMask(documentID, 1, 2);
      return ps.inspect.layerMask(documentID, 1)?.outside;
    };

    const seen = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(outside));

    expect(new Set(seen)).toEqual(new Set([0, 255]));
  });

  it('drop the old one unless replace is false', async () => {
    const { ps, modal, imaging, createMask, writeMask } = createPlugin();
    const documentID = openSquare(ps);
    await writeMask(documentID, 1, 4, 50);
    const put = (replace: boolean) =>
      modal(async () => {
        const imageData = await createMask(2, 200);
        await imaging.putLayerMask({ documentID, layerID: 1, imageData, replace });
        return ps.inspect.layerMask(documentID, 1)!;
      });

    const added = await put(false);
    const replaced = await put(true);

    expect([...added.pixels.subarray(0, 8)]).toEqual([200, 200, 50, 50, 200, 200, 50, 50]);
    expect(replaced.bounds).toMatchObject(square(2));
  });

  it.each([
    ['RGB', { components: 3, colorSpace: 'RGB' }, {}],
    ['gray with alpha', { components: 2, colorSpace: 'Grayscale' }, {}],
    ['a vector mask', GRAY, { kind: 'vector' }],
  ])('refuse %s', async (_name, format, options) => {
    const { ps, modal, imaging } = createPlugin();
    const documentID = openSquare(ps);
    const imageData = await imaging.createImageDataFromBuffer(new Uint8Array(format.components), {
      width: 1,
      height: 1,
      ...format,
    });

    await expect(
      modal(() => imaging.putLayerMask({ documentID, layerID: 1, imageData, ...options })),
    ).rejects.toThrow();
  });

  it('follow the depth of their document', async () => {
    const { ps, modal, imaging, writeMask } = createPlugin();
    const layers = [{ name: 'Subject', bounds: square(2) }];
    const document = { name: 'A', width: 2, height: 2, depth: 16, layers } as const;
    const documentID = ps.user.newDocument(document);
    await writeMask(documentID, 1, 2, 255);

    const { imageData } = await modal(() => imaging.getLayerMask({ documentID, layerID: 1 }));

    expect(await imageData.getData()).toEqual(new Uint16Array(4).fill(32768));
    expect(ps.inspect.layerMask(documentID, 1)?.pixels).toEqual(repeat([255], 4));
  });

  it('hide and reveal in the composite', async () => {
    const { ps, writeMask } = createPlugin();
    const documentID = openSquare(ps, 2, [
      { name: 'Top', pixels: repeat([200, 0, 0, 255], 4) },
      { name: 'Background', isBackground: true, pixels: repeat([0, 0, 100, 255], 4) },
    ]);

    await writeMask(documentID, 2, 2, 51);

    expect(ps.inspect.composite(documentID).rgba).toEqual(repeat([40, 0, 80, 255], 4));
    ps.user.setVisible(documentID, 2, false);
    expect(ps.inspect.composite(documentID).rgba).toEqual(repeat([0, 0, 100, 255], 4));
  });
});

describe('rule 19: blocks of zeros', () => {
  it('turn white when switched on', async () => {
    const { ps, writeMask } = createPlugin();
    ps.faults.zeroBlocksTurnWhite = true;
    const documentID = openSquare(ps);

    await writeMask(documentID, 1, 8, 0);

    expect(ps.inspect.layerMask(documentID, 1)?.pixels).toEqual(repeat([255], 64));
  });
});

describe('rule 20: image data is held until it is disposed', () => {
  it('is counted in pieces and bytes, and cannot be used afterwards', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    const documentID = openSquare(ps);
    const imageData = await createMask(8);
    const held = [ps.inspect.liveImageData(), ps.inspect.imageDataBytes().now];

    imageData.dispose();

    expect(held).toEqual([1, 64]);
    expect(ps.inspect.liveImageData()).toBe(0);
    expect(ps.inspect.imageDataBytes()).toEqual({ now: 0, peak: 64 });
    await expect(imageData.getData()).rejects.toThrow('disposed');
    await expect(
      modal(() => imaging.putLayerMask({ documentID, layerID: 1, imageData })),
    ).rejects.toThrow('disposed');
  });

  it('warns from 600 MB on, once', async () => {
    const { ps, imaging } = createPlugin();
    const buffer = new Uint8Array(11_000 * 11_000);
    const options = { width: 11_000, height: 11_000, ...GRAY };

    for (let count = 0; count < 6; count += 1)
      await imaging.createImageDataFromBuffer(buffer, options);

    expect(ps.inspect.violations()).toEqual(['Plugin memory usage increased to: 600MB.']);
  });
});

describe('rule 21: the moment after a write', () => {
  it('fails the next call when switched on, until 60 ms have passed', async () => {
    const { ps, modal, imaging, createMask } = createPlugin();
    ps.faults.transientAfterPut = true;
    const documentID = openSquare(ps);

    await modal(async () => {
      await imaging.putLayerMask({ documentID, layerID: 1, imageData: await createMask(8) });
      const read = () => imaging.getPixels({ documentID, layerID: 1 });
      await expect(read()).rejects.toThrow('Photoshop Error');
      await expect(read()).rejects.toThrow('Photoshop Error');
      await new Promise((resolve) => setTimeout(resolve, 70));
      await read();
    });
  });
});

describe('rule 22: options that are undefined', () => {
  it('are refused, in depth', async () => {
    const { ps, read } = createPlugin();
    const documentID = openSquare(ps);

    await expect(
      read({ documentID, layerID: 1, targetSize: { width: 4, height: undefined } }),
    ).rejects.toThrow('getPixels: the option targetSize.height is undefined');
    await expect(read({ documentID, layerId: 1 })).rejects.toThrow('there is no option layerId');

    expect(ps.inspect.violations()).toHaveLength(2);
  });
});

describe('putPixels', () => {
  it('replaces a layer, or writes into it', async () => {
    const { ps, modal, imaging } = createPlugin();
    const documentID = openSquare(ps, 4, [{ name: 'Grey', pixels: repeat([9, 9, 9, 255], 16) }]);
    const put = (replace: boolean) =>
      modal(async () => {
        const imageData = await imaging.createImageDataFromBuffer(
          new Uint8Array([200, 0, 0, 255]),
          { width: 1, height: 1, components: 4, colorSpace: 'RGB' },
        );
        const targetBounds = { left: 1, top: 1 };
        await imaging.putPixels({ documentID, layerID: 1, imageData, replace, targetBounds });
        return ps.inspect.layerPixels(documentID, 1)!;
      });

    const written = await put(false);
    const replaced = await put(true);

    expect([...written.pixels.subarray(16, 24)]).toEqual([9, 9, 9, 255, 200, 0, 0, 255]);
    expect(replaced.bounds).toMatchObject({ left: 1, top: 1, right: 2, bottom: 2 });
  });

  it('keeps a Background opaque and as large as the canvas', async () => {
    const { ps, modal, imaging } = createPlugin();
    const documentID = openSquare(ps, 2, [{ name: 'Background', isBackground: true }]);

    await modal(async () => {
      const imageData = await imaging.createImageDataFromBuffer(repeat([5, 6, 7, 0], 4), {
        width: 2,
        height: 2,
        components: 4,
        colorSpace: 'RGB',
      });
      await imaging.putPixels({
        documentID,
        layerID: 1,
        imageData,
        targetBounds: { left: 1, top: 1 },
      });
    });

    expect(ps.inspect.layerPixels(documentID, 1)).toMatchObject({
      bounds: square(2),
      pixels: new Uint8Array([...repeat([128, 128, 128, 255], 3), 5, 6, 7, 255]),
    });
  });
});
