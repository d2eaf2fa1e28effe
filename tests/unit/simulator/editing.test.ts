import { createPlugin, openSquare } from './plugin';

const MASK = { pixels: new Uint8Array(64).fill(7) };
const picture = { name: 'Photo', bounds: { left: 1, top: 2, width: 3, height: 4 } };

describe('what a person does to a layer', () => {
  it('names it, in one step that undo takes back', () => {
    const { ps } = createPlugin();
    const id = openSquare(ps, 8, [picture]);
    const before = ps.inspect.fingerprint(id);

    ps.user.rename(id, 1, 'Portrait');

    expect(ps.inspect.documents()[0]?.layers[0]?.name).toBe('Portrait');
    expect(ps.inspect.history(id).names).toEqual(['New', 'Name Change']);
    ps.user.undo(id);
    expect(ps.inspect.fingerprint(id)).toBe(before);
  });

  it.each([
    [true, { left: 5, top: 1 }],
    [false, { left: 0, top: 0 }],
  ])('moves it, and its mask with it where the two are linked: %s', (linked, maskAt) => {
    const { ps } = createPlugin();
    const id = openSquare(ps, 8, [{ ...picture, mask: { ...MASK, linked } }]);

    ps.user.move(id, 1, { x: 5, y: 1 });

    expect(ps.inspect.layerPixels(id, 1)?.bounds).toMatchObject({ left: 6, top: 3, width: 3 });
    expect(ps.inspect.layerMask(id, 1)?.bounds).toMatchObject(maskAt);
  });

  it('gives it a mask and takes it away', () => {
    const { ps } = createPlugin();
    const id = openSquare(ps, 8, [picture]);

    ps.user.setMask(id, 1, { ...MASK, density: 40 });

    expect(ps.inspect.layerMask(id, 1)).toMatchObject({ outside: 255, traits: { density: 40 } });
    ps.user.setMask(id, 1);
    expect(ps.inspect.layerMask(id, 1)).toBeUndefined();
    expect(ps.inspect.history(id).names).toHaveLength(3);
  });

  it('neither moves nor masks a Background', () => {
    const { ps } = createPlugin();
    const id = openSquare(ps, 8, [{ name: 'Background', isBackground: true }]);

    expect(() => ps.user.move(id, 1, { x: 1, y: 0 })).toThrow(RangeError);
    expect(() => ps.user.setMask(id, 1, MASK)).toThrow(RangeError);
    expect(ps.inspect.history(id).names).toHaveLength(1);
  });
});
