import { createPlugin, openSquare, repeat, square } from './plugin';

const RED = [200, 40, 0, 255];
const CLEAR = [9, 9, 9, 0];

describe('rule 7: reads are trimmed to existing pixels', () => {
  it('returns only the part of the request that holds pixels, with its edges', async () => {
    const { ps, read } = createPlugin();
    const documentID = openSquare(ps, 8, [
      { name: 'Subject', bounds: { left: -2, top: 3, width: 4, height: 2 } },
    ]);

    const { imageData, sourceBounds } = await read({
      documentID,
      layerID: 1,
      sourceBounds: { left: -5, top: 0, right: 8, bottom: 4 },
    });

    expect(sourceBounds).toEqual({ left: -2, top: 3, right: 2, bottom: 4 });
    expect([imageData.width, imageData.height]).toEqual([4, 1]);
  });

  it('takes transparent margins off a layer', () => {
    const { ps } = createPlugin();
    const pixels = new Uint8Array([...CLEAR, ...RED, ...CLEAR, ...CLEAR]);
    const documentID = openSquare(ps, 8, [{ name: 'Dot', bounds: square(2), pixels }]);

    const [layer] = ps.inspect.documents()[0]!.layers;

    expect(layer?.bounds).toMatchObject({ left: 1, top: 0, right: 2, bottom: 1 });
    expect(ps.inspect.layerPixels(documentID, 1)?.pixels).toEqual(new Uint8Array(RED));
  });

  it.each([
    ['an empty layer', [{ name: 'Empty' }], undefined],
    ['bounds beside the layer', undefined, { left: 20, top: 20, right: 30, bottom: 30 }],
  ])('fails for %s', async (_name, layers, sourceBounds) => {
    const { ps, read } = createPlugin();
    const documentID = openSquare(ps, 8, layers);
    const bounds = sourceBounds === undefined ? {} : { sourceBounds };

    await expect(read({ documentID, layerID: 1, ...bounds })).rejects.toThrow('no pixels');
  });
});

describe('rule 8: reduced reads', () => {
  it('means the area under each pixel and gives bounds in the coordinates of the level', async () => {
    const { ps, read } = createPlugin();
    const pixels = repeat([0, 100, 200, 255, 100, 100, 0, 255], 32);
    const documentID = openSquare(ps, 8, [{ name: 'Stripes', pixels }]);

    const { imageData, sourceBounds, level } = await read({
      documentID,
      layerID: 1,
      targetSize: { width: 2 },
    });

    expect([imageData.width, imageData.height, level]).toEqual([2, 2, 2]);
    expect(sourceBounds).toEqual({ left: 0, top: 0, right: 2, bottom: 2 });
    expect(await imageData.getData()).toEqual(repeat([50, 100, 100, 255], 4));
  });

  it('weights colours by their alpha', async () => {
    const { ps, read } = createPlugin();
    const pixels = new Uint8Array([...RED, ...CLEAR, ...CLEAR, ...RED]);
    const documentID = openSquare(ps, 2, [{ name: 'Checks', pixels }]);

    const { imageData } = await read({ documentID, layerID: 1, targetSize: { height: 1 } });

    expect(await imageData.getData()).toEqual(new Uint8Array([200, 40, 0, 128]));
  });

  it('never enlarges', async () => {
    const { ps, read } = createPlugin();
    const documentID = openSquare(ps);

    const { imageData, level } = await read({
      documentID,
      layerID: 1,
      targetSize: { width: 4, height: 99 },
    });

    expect([imageData.width, imageData.height, level]).toEqual([4, 8, 0]);
  });

  it('reduces large reads that asked for nothing of the kind, when switched on', async () => {
    const { ps, read } = createPlugin();
    ps.faults.downsampleLargeReads = true;
    const documentID = openSquare(ps, 2048);

    const { imageData, sourceBounds, level } = await read({ documentID, layerID: 1 });

    expect([imageData.width, level]).toEqual([512, 2]);
    expect(sourceBounds).toEqual({ left: 0, top: 0, right: 512, bottom: 512 });
  });
});

describe('rule 9: a targetSize may be missed by one pixel', () => {
  it('is so when switched on', async () => {
    const { ps, read } = createPlugin();
    ps.faults.offByOneTargetSize = true;
    const documentID = openSquare(ps);

    const { imageData } = await read({ documentID, layerID: 1, targetSize: { width: 4 } });

    expect([3, 5]).toContain(imageData.width);
  });
});

describe('rule 10: components and depth', () => {
  it.each([
    ['RGBColorMode', true, 'RGB', 3],
    ['RGBColorMode', false, 'RGBA', 4],
    ['grayscaleMode', true, 'Grayscale', 1],
    ['grayscaleMode', false, 'GrayscaleAlpha', 2],
  ] as const)('a %s layer (Background: %s) is %s', async (mode, isBackground, format, count) => {
    const { ps, read } = createPlugin();
    const layers = [{ name: 'Only', isBackground, bounds: square(8) }];
    ps.user.newDocument({ name: 'A', width: 8, height: 8, mode, depth: 16, layers });

    const { imageData } = await read({ layerID: 1 });

    expect([imageData.pixelFormat, imageData.components, imageData.componentSize]).toEqual([
      format,
      count,
      16,
    ]);
  });

  it('converts gray to RGB when asked, and RGB to gray by luma', async () => {
    const { ps, read } = createPlugin();
    openSquare(ps, 1, [{ name: 'Dot', pixels: new Uint8Array(RED) }]);

    const gray = await read({ layerID: 1, colorSpace: 'Grayscale' });

    expect(await gray.imageData.getData()).toEqual(new Uint8Array([83, 255]));
    const layers = [{ name: 'Dot', pixels: new Uint8Array(RED) }];
    ps.user.newDocument({ name: 'G', width: 1, height: 1, mode: 'grayscaleMode', layers });
    const rgb = await read({ layerID: 1, colorSpace: 'RGB', colorProfile: 'sRGB IEC61966-2.1' });
    expect(await rgb.imageData.getData()).toEqual(new Uint8Array([83, 83, 83, 255]));
  });

  it('mattes on white with applyAlpha', async () => {
    const { ps, read } = createPlugin();
    openSquare(ps, 1, [{ name: 'Dot', pixels: new Uint8Array([0, 100, 200, 51]) }]);

    const { imageData } = await read({ layerID: 1, applyAlpha: true });

    expect(await imageData.getData()).toEqual(new Uint8Array([204, 224, 244]));
  });
});

describe('rule 11: ranges of the depths', () => {
  it('has 0 to 32768 in 16 bits, and 0 to 65535 with fullRange', async () => {
    const { ps, read } = createPlugin();
    const layers = [{ name: 'White', pixels: repeat([255], 4) }];
    ps.user.newDocument({ name: 'A', width: 1, height: 1, depth: 16, layers });

    const { imageData } = await read({ layerID: 1 });

    expect(await imageData.getData()).toEqual(new Uint16Array([32768, 32768, 32768, 32768]));
    expect((await imageData.getData({ fullRange: true }))[0]).toBe(65535);
  });

  it('has linear light and a profile name that no call accepts back in 32 bits', async () => {
    const { ps, read } = createPlugin();
    const layers = [{ name: 'Grey', pixels: new Uint8Array([188, 188, 188, 255]) }];
    ps.user.newDocument({ name: 'A', width: 1, height: 1, depth: 32, layers });

    const { imageData } = await read({ layerID: 1 });

    expect((await imageData.getData())[0]).toBeCloseTo(0.5, 2);
    expect(imageData.colorProfile).toBe('sRGB IEC61966-2.1 (Linear RGB Profile)');
    await expect(read({ layerID: 1, colorProfile: imageData.colorProfile })).rejects.toThrow(
      'Linear RGB Profile',
    );
    const bytes = await read({ layerID: 1, componentSize: 8 });
    expect((await bytes.imageData.getData())[0]).toBe(188);
  });

  it('lays planes out one after the other when asked', async () => {
    const { ps, read } = createPlugin();
    openSquare(ps, 2, [{ name: 'Red', pixels: repeat([1, 2, 3, 4], 4) }]);

    const { imageData } = await read({ layerID: 1 });

    expect(await imageData.getData({ chunky: false })).toEqual(
      new Uint8Array([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]),
    );
  });
});

describe('rule 12: 8 bits from a 16-bit document', () => {
  it('are refused when switched on', async () => {
    const { ps, read } = createPlugin();
    ps.faults.refuse8BitFrom16 = true;
    const layers = [{ name: 'Grey', bounds: square(1) }];
    ps.user.newDocument({ name: 'A', width: 1, height: 1, depth: 16, layers });

    await expect(read({ layerID: 1, componentSize: 8 })).rejects.toThrow(
      'Photoshop Error. Code: -1',
    );
    await expect(read({ layerID: 1 })).resolves.toMatchObject({ level: 0 });
  });
});

describe('rule 13: colour modes that end Photoshop', () => {
  it.each(['CMYKColorMode', 'indexedColorMode', 'bitmapMode', 'multichannelMode'] as const)(
    'reports a read of %s',
    async (mode) => {
      const { ps, read } = createPlugin();
      const layers = [{ name: 'Subject', bounds: square(8) }];
      ps.user.newDocument({ name: 'A', width: 8, height: 8, mode, layers });

      await expect(read({ layerID: 1 })).rejects.toThrow();

      expect(ps.inspect.violations()).toEqual([expect.stringContaining(mode)]);
    },
  );
});

describe('rule 14: smart objects', () => {
  it('fail with a text about smart object files', async () => {
    const { ps, read } = createPlugin();
    openSquare(ps, 8, [{ name: 'Placed', kind: 'smartObject', bounds: square(8) }]);

    await expect(read({ layerID: 1 })).rejects.toThrow(
      'Photoshop Error. Code: -1. Message: Could not update smart object files ^0.',
    );
  });

  it.each(['group', 'text', 'curves'] as const)(
    'a %s layer has no pixels to read',
    async (kind) => {
      const { ps, read } = createPlugin();
      openSquare(ps, 8, [{ name: 'Other', kind }]);

      await expect(read({ layerID: 1 })).rejects.toThrow('Photoshop Error');
    },
  );
});

describe('rule 15: layers that are gone', () => {
  it('fail reads and writes, each with its own text', async () => {
    const { ps, read, modal, imaging, createMask, writeMask } = createPlugin();
    const documentID = openSquare(ps);
    ps.user.deleteLayer(documentID, 1);
    const imageData = await createMask(8);

    await expect(read({ documentID, layerID: 1 })).rejects.toThrow('Unknown layer');
    await expect(
      modal(() => imaging.putPixels({ documentID, layerID: 1, imageData })),
    ).rejects.toThrow('invalid target sheet');
    await expect(writeMask(documentID, 1, 8)).rejects.toThrow();
  });
});
