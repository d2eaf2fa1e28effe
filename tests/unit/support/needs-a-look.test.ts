import { NEEDS_A_LOOK, needsALook } from '../../../src/support';

describe('needsALook', () => {
  it.each([
    [0, false],
    [NEEDS_A_LOOK - 0.001, false],
    [NEEDS_A_LOOK, true],
    [1, true],
  ])('of an uncertainty of %d is %s', (uncertainty, expected) => {
    expect(needsALook(uncertainty)).toBe(expected);
  });
});
