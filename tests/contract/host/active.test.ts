import type { SimulatedPhotoshop } from '../../../simulator';
import { PHOTO_BOUNDS, createDesk, closeDesk, photoDocument, type Desk } from './desk';

describe('the active document and layers', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;
  let first: number;
  let second: number;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
    const layers = ['One', 'Two', 'Three'].map((name) => ({ name, bounds: PHOTO_BOUNDS }));
    first = photoshop.user.newDocument(photoDocument({ name: 'First', layers }));
    second = photoshop.user.newDocument(photoDocument({ name: 'Second', layers }));
    photoshop.user.activate(first);
    photoshop.user.selectLayers(first, idsOf(first).slice(0, 2));
  });

  afterEach(() => {
    closeDesk(desk);
  });

  const documentOf = (id: number) => photoshop.inspect.documents().find((each) => each.id === id);
  const idsOf = (id: number) => (documentOf(id)?.layers ?? []).map((layer) => layer.id);
  const selectedIn = (id: number) =>
    (documentOf(id)?.layers ?? []).filter((layer) => layer.selected).map((layer) => layer.name);

  it('are as before after they have been restored', async () => {
    await desk.page.call('rememberActive', {});
    photoshop.user.selectLayers(first, idsOf(first).slice(2));
    photoshop.user.activate(second);

    await desk.page.call('restoreActive', {});

    expect(photoshop.inspect.activeDocumentId).toBe(first);
    expect(selectedIn(first)).toEqual(['One', 'Two']);
    expect(photoshop.inspect.history(first).names).toHaveLength(1);
  });

  it('are not touched where nothing has changed', async () => {
    await desk.page.call('rememberActive', {});
    photoshop.faults.failAlways('executeAsModal');

    await expect(desk.page.call('restoreActive', {})).resolves.toEqual({});
  });

  it('are left alone when the document was closed', async () => {
    await desk.page.call('rememberActive', {});
    photoshop.user.closeDocument(first);

    await desk.page.call('restoreActive', {});

    expect(photoshop.inspect.activeDocumentId).toBe(second);
  });

  it('are restored without a layer that was deleted', async () => {
    await desk.page.call('rememberActive', {});
    photoshop.user.deleteLayer(first, idsOf(first)[0] ?? 0);
    photoshop.user.activate(second);

    await desk.page.call('restoreActive', {});

    expect(photoshop.inspect.activeDocumentId).toBe(first);
    expect(selectedIn(first)).toEqual(['Two']);
  });

  it('are nothing to restore when no document was open', async () => {
    photoshop.user.closeDocument(first);
    photoshop.user.closeDocument(second);

    await desk.page.call('rememberActive', {});

    await expect(desk.page.call('restoreActive', {})).resolves.toEqual({});
  });
});
