import type { DocumentId } from '../../../src/bridge';
import type { DocumentDescription, SimulatedPhotoshop } from '../../../simulator';
import {
  EXTENT,
  PHOTO_BOUNDS,
  createDesk,
  closeDesk,
  photoDocument,
  writeMask,
  type Desk,
} from './desk';

describe('describing the target', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
  });

  afterEach(() => {
    closeDesk(desk);
  });

  it('says everything that the next steps need', async () => {
    const id = photoshop.user.newDocument(photoDocument());

    const target = await desk.page.call('describeTarget', {});

    expect(target).toEqual({
      documentId: id,
      documentName: 'Street.psd',
      documentExtent: EXTENT,
      layerId: photoshop.inspect.documents()[0]?.layers[0]?.id,
      layerName: 'Photo',
      layerBounds: PHOTO_BOUNDS,
      hasLayerMask: false,
    });
  });

  it('sees a layer mask', async () => {
    photoshop.user.newDocument(photoDocument());
    await writeMask(desk.page, await desk.page.call('describeTarget', {}));

    await expect(desk.page.call('describeTarget', {})).resolves.toMatchObject({
      hasLayerMask: true,
    });
  });

  it('finds the selected layer inside a group', async () => {
    const id = photoshop.user.newDocument({
      ...photoDocument(),
      layers: [{ name: 'Group', children: [{ name: 'Inner', bounds: PHOTO_BOUNDS }] }],
    });
    const inner = photoshop.inspect.documents()[0]?.layers[0]?.layers[0];
    photoshop.user.selectLayers(id, [inner?.id ?? 0]);

    await expect(desk.page.call('describeTarget', {})).resolves.toMatchObject({
      layerName: 'Inner',
    });
  });

  it('describes another document than the active one when asked', async () => {
    const first = photoshop.user.newDocument(photoDocument({ name: 'First' }));
    photoshop.user.newDocument(photoDocument({ name: 'Second' }));

    const target = desk.page.call('describeTarget', { documentId: first as DocumentId });

    await expect(target).resolves.toMatchObject({ documentName: 'First' });
  });

  it('takes greyscale documents', async () => {
    photoshop.user.newDocument(photoDocument({ mode: 'grayscaleMode' }));

    await expect(desk.page.call('describeTarget', {})).resolves.toMatchObject({
      layerName: 'Photo',
    });
  });

  it('lists the open documents', async () => {
    const ids = ['First', 'Second'].map((name) =>
      photoshop.user.newDocument(photoDocument({ name })),
    );

    const documents = await desk.page.call('listDocuments', {});

    expect([...documents].sort((a, b) => a.documentId - b.documentId)).toEqual([
      { documentId: ids[0], documentName: 'First' },
      { documentId: ids[1], documentName: 'Second' },
    ]);
  });

  it('refuses with no-document where none is open', async () => {
    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({
      code: 'no-document',
    });
  });

  it('refuses with document-closed when the named document is gone', async () => {
    const id = photoshop.user.newDocument(photoDocument());
    photoshop.user.closeDocument(id);

    await expect(
      desk.page.call('describeTarget', { documentId: id as DocumentId }),
    ).rejects.toMatchObject({ code: 'document-closed' });
  });

  const layer = (change: Partial<DocumentDescription['layers'][number]>) =>
    photoDocument({ layers: [{ name: 'Photo', bounds: PHOTO_BOUNDS, ...change }] });

  it.each<[string, string, DocumentDescription]>([
    ['group-layer', 'a group', layer({ children: [{ name: 'Inner' }] })],
    ['locked-layer', 'a locked layer', layer({ locked: true })],
    ['empty-layer', 'a layer without pixels', photoDocument({ layers: [{ name: 'Empty' }] })],
    ['fill-layer', 'a fill layer', layer({ kind: 'solidColor' })],
    ['adjustment-layer', 'an adjustment', layer({ kind: 'levels' })],
    ['unsupported-layer', 'a video', layer({ kind: 'video' })],
  ])('refuses with %s: %s', async (code, _what, description) => {
    const id = photoshop.user.newDocument(description);
    const before = photoshop.inspect.fingerprint(id);

    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({ code });

    expect(photoshop.inspect.fingerprint(id)).toBe(before);
    expect(photoshop.inspect.history(id).names).toHaveLength(1);
  });

  it('refuses a Background where the settings say so', async () => {
    photoshop.user.newDocument(layer({ isBackground: true, bounds: undefined }));
    await desk.page.call('saveSettings', { backgroundLayer: 'refuse' });

    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({
      code: 'background-layer',
    });
  });

  it.each([
    ['host-failed', 'Photoshop will not answer', undefined],
    ['host-busy', 'another command is modal', Object.assign(new Error('modal'), { number: 9 })],
  ] as const)('refuses with %s when %s', async (code, _what, error) => {
    photoshop.user.newDocument(photoDocument());
    photoshop.faults.failNext('batchPlay', error);

    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({ code });
  });

  it('refuses with no-layer when nothing is selected', async () => {
    const id = photoshop.user.newDocument(photoDocument());
    photoshop.user.selectLayers(id, []);

    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({ code: 'no-layer' });
  });

  it('refuses with several-layers when more than one is selected', async () => {
    const id = photoshop.user.newDocument({
      ...photoDocument(),
      layers: [
        { name: 'One', bounds: PHOTO_BOUNDS },
        { name: 'Two', bounds: PHOTO_BOUNDS },
      ],
    });
    const layers = photoshop.inspect.documents()[0]?.layers ?? [];
    photoshop.user.selectLayers(
      id,
      layers.map((each) => each.id),
    );

    await expect(desk.page.call('describeTarget', {})).rejects.toMatchObject({
      code: 'several-layers',
      context: { count: 2 },
    });
  });
});
