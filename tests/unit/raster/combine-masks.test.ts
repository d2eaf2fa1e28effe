import { combineMasks, limitToSelection } from '../../../src/raster';

describe('combineMasks', () => {
  it.each([
    ['replace', [0, 100, 255]],
    ['intersect', [0, 100, 55]],
    ['add', [255, 200, 255]],
    ['subtract', [255, 155, 0]],
  ] as const)('%s changes the fresh mask in place', (how, expected) => {
    const fresh = Uint8Array.of(0, 100, 255);

    combineMasks(fresh, Uint8Array.of(255, 200, 55), how);

    expect([...fresh]).toEqual(expected);
  });

  it.each(['intersect', 'add'] as const)('leaves a mask as it is with itself: %s', (how) => {
    const every = Uint8Array.from({ length: 256 }, (_, value) => value);
    const fresh = every.slice();

    combineMasks(fresh, every, how);

    expect(fresh).toEqual(every);
  });
});

describe('limitToSelection', () => {
  it('keeps the old mask as far as a pixel is not selected', () => {
    const fresh = Uint8Array.of(200, 200, 200);

    limitToSelection(fresh, Uint8Array.of(0, 51, 255), Uint8Array.of(10, 10, 10));

    // The middle one is selected by a fifth: 10 + (200 - 10) / 5.
    expect([...fresh]).toEqual([10, 48, 200]);
  });

  it('reveals what is not selected where there was no mask', () => {
    const fresh = Uint8Array.of(0, 0);

    limitToSelection(fresh, Uint8Array.of(0, 255), undefined);

    expect([...fresh]).toEqual([255, 0]);
  });
});
