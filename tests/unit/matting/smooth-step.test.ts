import { smoothStep } from '../../../src/matting/smooth-step';

describe('smoothStep', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 0.15625],
    [4, 0.5],
    [6, 1],
    [9, 1],
  ])('of %d between 2 and 6 is %d', (value, expected) => {
    expect(smoothStep(2, 6, value)).toBeCloseTo(expected, 12);
  });
});
